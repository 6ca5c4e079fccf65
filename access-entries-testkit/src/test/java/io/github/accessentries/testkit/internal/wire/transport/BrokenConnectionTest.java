package io.github.accessentries.testkit.internal.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** An UncheckedIOException of a wire is a connection that breaks, on every transport. */
class BrokenConnectionTest {

    private static final Wire BREAKS = request -> {
        if (request.rawPath().equals("/breaks")) {
            throw new UncheckedIOException(new IOException("cut"));
        }
        return new Response(200, Headers.of(Map.of()), "there".getBytes(StandardCharsets.US_ASCII));
    };

    @Test
    void connection_brokenInMemory_failsAsIoDoes() {
        HttpExecuteRequest request = HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .protocol("https")
                        .host("eks.test")
                        .encodedPath("/breaks")
                        .build())
                .build();
        try (InMemoryHttpClient http = new InMemoryHttpClient(BREAKS)) {
            assertThatThrownBy(() -> http.prepareRequest(request).call())
                    .isInstanceOf(IOException.class)
                    .hasMessage("cut");
        }
    }

    @Test
    void connection_brokenOverHttp_endsWithoutAnAnswer_andTheServerGoesOn() throws IOException {
        try (HttpWireServer server =
                HttpWireServer.start(BREAKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThat(answer(server, "/breaks")).isEmpty();
            assertThat(answer(server, "/holds")).startsWith("HTTP/1.1 200").endsWith("there");
        }
    }

    private static String answer(HttpWireServer server, String path) throws IOException {
        try (Socket socket = new Socket(
                        server.endpoint().getHost(), server.endpoint().getPort());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: eks.test\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
