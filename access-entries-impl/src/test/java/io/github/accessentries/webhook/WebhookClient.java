package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.tls.LoopbackTls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Asks a webhook server as an API server does. */
final class WebhookClient {

    private final HttpClient http;
    private final URI server;
    private final String authorization;

    WebhookClient(WebhookServer server) {
        this(server, LoopbackTls.context());
    }

    WebhookClient(WebhookServer server, SSLContext tls) {
        this(server.endpoint(), tls);
    }

    WebhookClient(URI server, SSLContext tls) {
        this(
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                server,
                "");
    }

    private WebhookClient(HttpClient http, URI server, String authorization) {
        this.http = http;
        this.server = server;
        this.authorization = authorization;
    }

    WebhookClient authorizedBy(String header) {
        return new WebhookClient(http, server, header);
    }

    static String tokenReview(String token) {
        return "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\"" + token
                + "\"}}";
    }

    HttpResponse<String> send(String method, String path, byte[] body) {
        return sendAsync(method, path, body).join();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, new byte[0]);
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body.getBytes(UTF_8));
    }

    CompletableFuture<HttpResponse<String>> authenticate(String token) {
        return sendAsync("POST", "/authenticate", tokenReview(token).getBytes(UTF_8));
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.sendAsync(
                request.timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body.length == 0 && !method.equals("POST")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
