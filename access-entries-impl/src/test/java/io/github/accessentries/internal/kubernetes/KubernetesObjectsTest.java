package io.github.accessentries.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.FakeApiServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesObjectsTest {

    private static final String PATH = "/api/v1/namespaces";

    private final FakeApiServer server = new FakeApiServer();
    private final KubernetesObjects objects = KubernetesObjects.of(ApiClientKubernetesApi.of(server.client()));

    private static String name(JsonObject object) {
        return object.getAsJsonObject("metadata").get("name").getAsString();
    }

    @Test
    void object_isReadWhateverFieldsItHas_asTheClientsCaller() {
        server.answer(PATH + "/a", """
                {"kind":"Namespace","metadata":{"name":"a","inventedIn":"1.99"},"spec":{"sharding":{"by":[1,2]}}}""");

        assertThat(objects.find(PATH + "/a"))
                .hasValueSatisfying(object -> assertThat(name(object)).isEqualTo("a"));
        assertThat(objects.find(PATH + "/b")).isEmpty();
        assertThat(server.requests().get(0)).satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.url()).hasToString("https://prod.example/api/v1/namespaces/a");
            assertThat(request.header("Authorization")).isEqualTo("Bearer the-token");
            assertThat(request.header("Accept")).isEqualTo("application/json");
        });
    }

    @Test
    void longList_isReadPageByPage() {
        server.answer(PATH + "?limit=500", """
                        {"kind":"NamespaceList","metadata":{"continue":"a+/=&b","remainingItemCount":2},
                         "items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}""")
                .answer(PATH + "?limit=500&continue=a%2B%2F%3D%26b", """
                        {"metadata":{"continue":"next"},"items":[{"metadata":{"name":"c"}}]}""")
                .answer(PATH + "?limit=500&continue=next", """
                        {"metadata":{"continue":""},"items":[{"metadata":{"name":"d"}}]}""");

        assertThat(objects.list("Namespace", PATH))
                .extracting(KubernetesObjectsTest::name)
                .containsExactly("a", "b", "c", "d");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void listWhosePlaceIsForgotten_isReadOnceMoreInOnePiece() {
        server.answer(PATH + "?limit=500", """
                        {"metadata":{"continue":"old"},"items":[{"metadata":{"name":"a"}}]}""")
                .answer(PATH + "?limit=500&continue=old", 410, """
                        {"kind":"Status","reason":"Expired","message":"The provided continue parameter is too old"}""")
                .answer(PATH, """
                        {"metadata":{},"items":[{"metadata":{"name":"b"}},{"metadata":{"name":"c"}}]}""");

        assertThat(objects.list("Namespace", PATH))
                .extracting(KubernetesObjectsTest::name)
                .containsExactly("b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"continue\":\"more\"},\"items\":[]}",
                "{\"metadata\":{\"remainingItemCount\":1},\"items\":[]}",
                "{\"metadata\":7,\"items\":[]}",
            })
    void listThatIsNotWholeEvenInOnePiece_isNoShorterList(String body) {
        server.answer(PATH + "?limit=500", "{\"metadata\":{\"continue\":\"old\"},\"items\":[]}")
                .answer(PATH + "?limit=500&continue=old", 410, "{\"kind\":\"Status\",\"reason\":\"Expired\"}")
                .answer(PATH, body);

        assertThatThrownBy(() -> objects.list("Namespace", PATH))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("GET " + PATH + " cannot be read");
    }

    @Test
    void listThatFailsOnALaterPage_isNoShorterList() {
        server.answer(PATH + "?limit=500", """
                        {"metadata":{"continue":"next"},"items":[{"metadata":{"name":"a"}}]}""").answer(PATH + "?limit=500&continue=next", 503, "");

        assertThatThrownBy(() -> objects.list("Namespace", PATH)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void emptyList_mayComeAsNull_butAPathWithoutAListIsAnError() {
        server.answer(PATH + "?limit=500", "{\"metadata\":{},\"items\":null}");

        assertThat(objects.list("Namespace", PATH)).isEmpty();
        assertThatThrownBy(() -> objects.list("Namespace", "/api/v1/nothing"))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContainingAll("no list at /api/v1/nothing", "check the address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"meta",
                "[]",
                "7",
                "{}",
                "{\"items\":{}}",
                "{\"items\":[7]}",
                "<html>Log in first</html>",
            })
    void listThatIsNoneOrTruncated_isUnavailable(String body) {
        server.answer(PATH + "?limit=500", body);

        assertThatThrownBy(() -> objects.list("Namespace", PATH))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("GET " + PATH + "?limit=500", "cannot be read");
    }

    @Test
    void listWithNothingRemaining_isWhole() {
        server.answer(PATH + "?limit=500", "{\"metadata\":{\"remainingItemCount\":0},\"items\":[]}");

        assertThat(objects.list("Namespace", PATH)).isEmpty();
    }

    @Test
    void repeatedContinueToken_endsTheListInsteadOfGoingRoundForEver() {
        String page = "{\"metadata\":{\"continue\":\"again\"},\"items\":[]}";
        server.answer(PATH + "?limit=500", page).answer(PATH + "?limit=500&continue=again", page);

        assertThatThrownBy(() -> objects.list("Namespace", PATH))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("leads back to a page that was read before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"Status\",\"status\":\"Success\"}",
                "{\"kind\":\"PodList\",\"items\":[]}",
                "{\"kind\":\"Status\",\"items\":[]}",
                "{\"metadata\":7,\"items\":[]}",
                "{\"metadata\":{\"continue\":{}},\"items\":[]}",
                "{\"metadata\":{\"continue\":[\"next\"]},\"items\":[]}",
                "{\"metadata\":{\"remainingItemCount\":2},\"items\":[]}",
                "{\"metadata\":{\"continue\":\"\",\"remainingItemCount\":\"2\"},\"items\":[]}",
                "{\"metadata\":{\"remainingItemCount\":{}},\"items\":[]}",
                "{\"items\":[{\"metadata\":{\"name\":\"a\"}}],\"items\":[]}",
                "{\"metadata\":{\"continue\":\"next\"},\"metadata\":{},\"items\":[]}",
                "{\"metadata\":{\"continue\":\"next\",\"continue\":\"\"},\"items\":[]}",
            })
    void listOfAnotherKind_orWithoutATellableEnd_isNoEmptyList(String body) {
        server.answer(PATH + "?limit=500", body);

        assertThatThrownBy(() -> objects.list("Namespace", PATH))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 page not found", "<html>Not found</html>", "", "{}", "{\"kind\":\"Namespace\"}"})
    void notFoundThatIsNotTheClusters_doesNotSayThatThereIsNone(String body) {
        server.answer(PATH + "/a", 404, body);

        assertThatThrownBy(() -> objects.find(PATH + "/a"))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("check the address of the cluster");
    }

    @ParameterizedTest
    @CsvSource({
        "401, AccessDeniedException,  the cluster does not know the caller",
        "403, AccessDeniedException,  'bind a role with the verbs get, list and watch'",
        "429, ThrottledException,     call less often",
        "500, UnavailableException,   try again later",
        "503, UnavailableException,   try again later",
        "504, UnavailableException,   try again later",
        "400, AccessEntriesException, check the address of the cluster",
        "302, AccessEntriesException, check the address of the cluster",
    })
    void refusal_isOurExceptionWithTheClustersWords(int status, String exception, String remedy) {
        server.answer(PATH + "/a", status, """
                {"kind":"Status","message":"namespaces \\"a\\" is forbidden: User \\"ana\\" cannot get it"}""");

        AccessEntriesException failure =
                catchThrowableOfType(AccessEntriesException.class, () -> objects.find(PATH + "/a"));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
        assertThat(failure)
                .hasMessageContainingAll(
                        "Could not GET /api/v1/namespaces/a",
                        "namespaces \"a\" is forbidden: User \"ana\" cannot get it (status " + status + ")",
                        remedy);
        assertThat(failure.context().statusCode()).hasValue(status);
        assertThat(failure).message().doesNotContain("the-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>secret</html>", "{", "{\"message\":7}", "{\"message\":{}}"})
    void refusalWithoutWords_lendsNobodyElseAWord(String body) {
        server.answer(PATH + "/a", 403, body);

        assertThatThrownBy(() -> objects.find(PATH + "/a"))
                .isInstanceOf(AccessDeniedException.class)
                .message()
                .contains("(status 403)")
                .doesNotContain("secret");
    }

    @Test
    void throttling_isTheKindThatCallersWaitFor() {
        server.answer(PATH + "/a", 429, "{\"message\":\"" + "x".repeat(10_000) + "\"}");

        assertThatThrownBy(() -> objects.find(PATH + "/a"))
                .isInstanceOf(ThrottledException.class)
                .message()
                .hasSizeLessThan(1_000);
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("timeout")),
                Arguments.of(new IOException("unexpected end of stream on https://prod.example/...")));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void brokenConnection_isUnavailable(IOException failure) {
        server.fail(PATH + "/a", failure);

        assertThatThrownBy(() -> objects.find(PATH + "/a"))
                .isInstanceOf(UnavailableException.class)
                .hasCause(failure)
                .hasMessageContaining("check the client's address, network and TLS");
    }

    @Test
    void endlessAnswer_isCutOff() {
        server.answer(PATH + "/a", endless());

        assertThatThrownBy(() -> objects.find(PATH + "/a"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("longer than 67108864 bytes");
    }

    private static ResponseBody endless() {
        BufferedSource blanks = Okio.buffer(new Source() {
            @Override
            public long read(Buffer sink, long byteCount) {
                sink.write(new byte[8_192]);
                return 8_192;
            }

            @Override
            public Timeout timeout() {
                return Timeout.NONE;
            }

            @Override
            public void close() {}
        });
        return ResponseBody.create(blanks, MediaType.get("application/json"), -1);
    }
}
