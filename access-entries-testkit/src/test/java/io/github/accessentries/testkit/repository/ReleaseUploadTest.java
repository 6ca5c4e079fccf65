package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.accessentries.testkit.repository.ScriptFolder.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upload has succeeded if Maven Central says so, and in no other case. */
@Tag("slow")
class ReleaseUploadTest {

    private static final String DEPLOYMENT = "28570f16-da32-4c14-bd2e-c1acc0782365";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 201;
    private volatile String body = DEPLOYMENT;

    @TempDir
    private Path temporary;

    private ScriptFolder folder;
    private HttpServer central;

    @BeforeEach
    void start() throws IOException {
        ScriptFolder.assumeOnPath("bash", "curl", "base64");
        folder = new ScriptFolder(temporary);
        folder.write(".ci/target/bundle.zip", "bundle");
        central = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        central.createContext("/", this::answer);
        central.start();
    }

    @AfterEach
    void stop() {
        if (central != null) {
            central.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void created_withAnId_isASuccess() throws Exception {
        body = DEPLOYMENT + "\n";
        Outcome outcome = upload();
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("deployment " + DEPLOYMENT + ";");
        assertThat(requests).containsExactly("/api/v1/publisher/upload Bearer dXNlcjpwYXNz");
    }

    @ParameterizedTest
    @CsvSource({
        "200, a page for people, 'answered 200, not 201 with the id of a deployment: a page for people'",
        "201, a page for people, 'answered 201, not 201 with the id of a deployment: a page for people'",
        "200, 28570f16-da32-4c14-bd2e-c1acc0782365, answered 200",
        "302, 28570f16-da32-4c14-bd2e-c1acc0782365, answered 302",
        "401, who is that, 'answered 401, not 201 with the id of a deployment: who is that'",
        "503, later, answered 503"
    })
    void everythingElse_isAFailure_andFollowedNowhere(int answered, String said, String message) throws Exception {
        status = answered;
        body = said;
        // What a user has here counts for nothing.
        folder.write(".curlrc", "location\n");
        Outcome outcome = upload();
        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output()).contains(message).doesNotContain("dXNlcjpwYXNz");
        assertThat(requests).hasSize(1);
    }

    @Test
    void longPage_isToldByItsBeginning() throws Exception {
        status = 500;
        body = "x".repeat(5000);
        assertThat(upload().output()).contains("x".repeat(200)).doesNotContain("x".repeat(201));
    }

    @Test
    void nobodyThere_isAFailure() throws Exception {
        central.stop(0);
        Outcome outcome = upload();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("was not reached");
    }

    private Outcome upload() throws Exception {
        return folder.run(
                Map.of(
                        "CENTRAL_USERNAME", "user",
                        "CENTRAL_PASSWORD", "pass",
                        "CENTRAL_URL",
                                "http://127.0.0.1:" + central.getAddress().getPort()),
                "release-upload");
    }
}
