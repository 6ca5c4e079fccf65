package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of any badness over HTTP: each is refused, and the next good one is answered as ever. */
class BadInputTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final String SIGNED = "Authorization: AWS4-HMAC-SHA256"
            + " Credential=test/20231220/us-west-2/eks/aws4_request, SignedHeaders=host, Signature=none\r\n"
            + "X-Amz-Date: 20231220T082001Z\r\n";

    private final FakeEks fake = FakeEks.builder().signatureChecks(false).build();
    private final FakeEksServer server = fake.serve();

    BadInputTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(server.endpoint().getHost(), server.endpoint().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Whatever comes back until the server closes; nothing if it does so without an answer. */
    private String send(String bytes) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(bytes.getBytes(ISO_8859_1));
                out.flush();
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            } catch (SocketException e) {
                return "";
            }
        }
    }

    private static String request(String method, String target, String moreHeaders, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + SIGNED + moreHeaders
                + "\r\n" + body;
    }

    private static String withBody(String method, String target, String body) {
        return request(method, target, "Content-Length: " + body.length() + "\r\n", body);
    }

    private void assertWell() throws IOException {
        assertThat(send(request("GET", "/clusters", "", "")))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"clusters\":[\"prod\"]}");
        assertThat(send(request("GET", "/_fake/health", "", ""))).contains("{\"status\":\"ok\"}");
    }

    private void assertRefused(String answer, int status, String code) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).containsIgnoringCase("x-amzn-ErrorType: " + code).contains("\"message\":");
        assertWell();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "[1", "nonsense", "{\"principalArn\":}", "\u0000", "[]", "5", "null", "{}{}"})
    void malformedJson_isASerializationException(String body) throws IOException {
        assertRefused(send(withBody("POST", "/clusters/prod/access-entries", body)), 400, "SerializationException");
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /none", "PUT, /clusters", "TRACE, /clusters", "GET, /clusters/prod/access-entries/a/b"})
    void pathOrMethod_thatEksDoesNotHave_isAnUnknownOperation(String method, String path) throws IOException {
        assertRefused(send(request(method, path, "", "")), 404, "UnknownOperationException");
    }

    @Test
    void body_overAMebibyte_isTooLarge_whetherTheLengthIsToldOrNot() throws IOException {
        String body = " ".repeat(MEBIBYTE + 1);
        String chunked = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";

        assertRefused(send(withBody("POST", "/clusters", body)), 413, "RequestEntityTooLargeException");
        assertRefused(
                send(request("POST", "/clusters", "Transfer-Encoding: chunked\r\n", chunked)),
                413,
                "RequestEntityTooLargeException");
    }

    @Test
    void chunks_thatAreWellFormed_areRead() throws IOException {
        assertThat(send(request(
                        "POST",
                        "/clusters/prod/access-entries",
                        "Transfer-Encoding: chunked\r\n",
                        "2\r\n{}\r\n0\r\n\r\n")))
                .contains("The principalArn parameter format is not valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n", "-5\r\nab\r\n", "7fffffffffffffff\r\nx\r\n", "2\r\nabcdef\r\n"})
    void chunks_thatAreGarbage_areRefused(String garbage) throws IOException {
        assertRefused(
                send(request("POST", "/clusters", "Transfer-Encoding: chunked\r\n", garbage)),
                400,
                "SerializationException");
    }

    @Test
    void body_shorterThanItsLength_isRefusedWhenTheClientHangsUp() throws IOException {
        assertRefused(
                send(request("POST", "/clusters", "Content-Length: 100\r\n", "{\"name\":")),
                400,
                "SerializationException");
        assertThat(fake.eksClient().listClusters().clusters()).containsExactly("prod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "D",
                "DELETE /clusters/prod",
                "DELETE /clusters/prod HTTP/1.1",
                "DELETE /clusters/prod HTTP/1.1\r\nHost: eks",
                "DELETE /clusters/prod HTTP/1.1\r\nHost: eks\r\nAuthorization: AWS4-HMAC"
            })
    void request_brokenOffInItsHead_changesNothing(String half) throws IOException {
        String answer = send(half);

        assertThat(answer).doesNotStartWith("HTTP/1.1 2");
        assertWell();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /clusters\r\n\r\n",
                "GET /clusters/%zz HTTP/1.1\r\n\r\n",
                "GET /clus ters HTTP/1.1\r\n\r\n",
                "GET /clusters HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "GET /clusters HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            })
    void head_thatIsNoHttp_isRefused(String head) throws IOException {
        assertThat(send(head)).startsWith("HTTP/1.1 4");
        assertWell();
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("many headers", "X-Flood: x\r\n".repeat(100_000)),
                Arguments.of("one long header", "X-Flood: " + "x".repeat(4 * MEBIBYTE) + "\r\n"),
                Arguments.of("many headers of one name each", names(10_000)));
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append("X-Flood-").append(i).append(": x\r\n");
        }
        return names.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void headers_inAFlood_areNotTaken(String name, String headers) throws IOException {
        String answer = send(request("GET", "/clusters", headers, ""));

        assertThat(answer)
                .as(name)
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isEmpty(),
                        refusal -> assertThat(refusal).startsWith("HTTP/1.1 4"));
        assertWell();
    }

    @Test
    void requests_thatNeverEnd_holdNobodyUp() throws IOException {
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                Socket socket = connect();
                hanging.add(socket);
                socket.getOutputStream()
                        .write((i % 2 == 0
                                        ? "GET /clusters HTTP/1.1\r\nHost: e"
                                        : request("POST", "/clusters", "Content-Length: 100\r\n", "{"))
                                .getBytes(ISO_8859_1));
            }

            assertWell();
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
        assertWell();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, iam/principals",
        "POST, clock",
        "POST, consistency",
        "POST, ec2/instances",
        "POST, faults",
        "POST, iam/denials",
        "PUT, clusters/prod/platform",
        "PUT, clusters/prod/aws-auth",
        "POST, clusters/prod/authenticate",
        "POST, clusters/prod/authorize",
    })
    void controlCall_thatMakesNoSense_isABadRequestThatSaysWhatDoes(String method, String path) throws IOException {
        for (String body : List.of("nonsense: [", "[]", "5", "\"text\"", "{\"arn\":{\"no\":\"text\"}}", "{\"x\":1}")) {
            String answer = send(withBody(method, "/_fake/" + path, body));

            assertThat(answer).as("%s %s %s", method, path, body).startsWith("HTTP/1.1 400");
        }
        assertWell();
    }
}
