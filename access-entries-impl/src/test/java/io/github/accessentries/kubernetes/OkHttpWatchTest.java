package io.github.accessentries.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.kubernetes.WatchableKubernetesApi.Watch;
import org.junit.jupiter.api.Test;

class OkHttpWatchTest {

    private static final String PATH = "/api/v1/namespaces?watch=true&resourceVersion=7";

    private final FakeApiServer server = new FakeApiServer();
    private final Watch watch = ApiClientKubernetesApi.of(server.client()).watch(PATH);

    @Test
    void lines_areGivenOneByOne_untilTheEnd() {
        server.answer(PATH, "{\"a\":\"ü\"}\n\n{\"b\":1}\n");
        assertThat(server.requests()).as("nothing is sent before it is opened").isEmpty();

        watch.open();

        assertThat(server.requests())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer the-token"));
        assertThat(watch.next()).contains("{\"a\":\"ü\"}");
        assertThat(watch.next()).contains("");
        assertThat(watch.next()).contains("{\"b\":1}");
        assertThat(watch.next()).isEmpty();
        watch.close();
    }

    @Test
    void lineThatIsNotEnded_isNoLine_andIsNotQuoted() {
        server.answer(PATH, "{\"a\":1}\n{\"secret");
        watch.open();
        assertThat(watch.next()).contains("{\"a\":1}");

        assertThatThrownBy(watch::next)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("breaks off within a line")
                .hasMessageNotContaining("secret");
    }

    @Test
    void lineWithoutEnd_isNotReadForEver() {
        server.answer(PATH, "x".repeat(17 << 20));
        watch.open();

        assertThatThrownBy(watch::next)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("a line of its answer is longer than 16777216 bytes");
    }

    @Test
    void refusal_isTheOneOfTheCluster() {
        server.answer(PATH, 403, "{\"kind\":\"Status\",\"message\":\"namespaces is forbidden\"}");
        assertThatThrownBy(watch::open)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContainingAll("namespaces is forbidden", "the verbs get, list and watch");

        server.answer(PATH, 410, "{\"kind\":\"Status\",\"message\":\"too old\"}");
        assertThatThrownBy(() ->
                        ApiClientKubernetesApi.of(server.client()).watch(PATH).open())
                .isInstanceOfSatisfying(
                        AccessEntriesException.class,
                        e -> assertThat(e.context().statusCode()).hasValue(410));
    }

    @Test
    void watchThatIsClosed_givesNothingMore() {
        server.answer(PATH, "{\"a\":1}\n{\"b\":1}\n");
        watch.open();
        assertThat(watch.next()).isPresent();
        watch.close();

        assertThatThrownBy(watch::next).isInstanceOf(UnavailableException.class);
    }
}
