package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers HTTP requests. Requests are read, and refused where necessary, on the connection's thread; workers process
 * the reviews.
 */
final class Routes implements HttpHandler {

    private static final Pattern VERBOSE = Pattern.compile("verbose(=.*)?");
    private static final int MAX_DROPPED_BYTES = 8 << 20;

    private final Map<String, Function<byte[], WebhookAnswer>> webhooks;
    private final CallerCheck callers;
    private final Readiness readiness;
    private final Arrivals arrivals;
    private final Reviews reviews;

    Routes(
            Map<String, Function<byte[], WebhookAnswer>> webhooks,
            CallerCheck callers,
            Readiness readiness,
            Arrivals arrivals,
            Reviews reviews) {
        this.webhooks = Map.copyOf(webhooks);
        this.callers = callers;
        this.readiness = readiness;
        this.arrivals = arrivals;
        this.reviews = reviews;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        arrivals.headIsThere();
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        Function<byte[], WebhookAnswer> webhook = webhooks.get(path);
        if (webhook != null) {
            review(exchange, path, webhook);
            return;
        }
        try (exchange) {
            write(exchange, page(exchange, path));
        }
    }

    private WebhookAnswer page(HttpExchange exchange, String path) {
        String method = exchange.getRequestMethod();
        boolean health = path.equals("/healthz");
        if (!health && !path.equals("/readyz")) {
            return WebhookAnswer.error(404, "Unknown path");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return notAllowed("GET, HEAD", method);
        }
        return health
                ? WebhookAnswer.text("ok")
                : readiness.answer(isVerbose(exchange.getRequestURI().getRawQuery()));
    }

    private static boolean isVerbose(@Nullable String query) {
        return query != null
                && Arrays.stream(query.split("&", -1))
                        .anyMatch(each -> VERBOSE.matcher(each).matches());
    }

    private static WebhookAnswer notAllowed(String allowed, String method) {
        return WebhookAnswer.builder()
                .status(405)
                .headers(Map.of("Content-Type", "text/plain; charset=utf-8", "Allow", allowed))
                .body("expected " + allowed + ", not " + (method.length() > 16 ? "another method" : method) + "\n")
                .build();
    }

    private void review(HttpExchange exchange, String path, Function<byte[], WebhookAnswer> webhook)
            throws IOException {
        Reviews.InProgress review = reviews.begin(exchange, path);
        String refusal = callers.refusal(exchange);
        if (refusal != null) {
            dropRest(exchange.getRequestBody());
            review.answer(WebhookAnswer.error(401, refusal));
        } else if (exchange.getRequestMethod().equals("POST")) {
            review.work(webhook, bounded(exchange.getRequestBody()));
        } else {
            review.answer(notAllowed("POST", exchange.getRequestMethod()));
        }
    }

    /** Reads at most one byte more than is allowed; the webhook refuses such a body. */
    private static byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(Review.MAX_BODY_BYTES + 1);
        if (bytes.length > Review.MAX_BODY_BYTES) {
            dropRest(body);
        }
        return bytes;
    }

    /** The JDK's server resets a connection with unread bytes, and the client could not read the refusal. */
    private static void dropRest(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int dropped = 0;
        for (int read = 0; read >= 0 && dropped < MAX_DROPPED_BYTES; read = body.read(buffer)) {
            dropped += read;
        }
    }

    static void write(HttpExchange exchange, WebhookAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
