package io.github.accessentries.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Asks as API servers do, and holds each answer against the journal. Thread-safe. */
final class SoakCallers {

    private static final int ATTEMPTS = 5;
    /** As long as kube-apiserver waits for a webhook. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient http;
    private final SoakJournal journal;
    private final SoakWeather weather;

    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    /** What the server did not answer, for whatever reason of its own. */
    final Queue<IOException> lost = new ConcurrentLinkedQueue<>();
    /** What a caller no longer waited for after {@link #PATIENCE}, while the machine gave nobody any time. */
    final LongAdder givenUp = new LongAdder();

    final LongAdder logins = new LongAdder();
    final LongAdder refusedLogins = new LongAdder();
    final LongAdder allowed = new LongAdder();
    final LongAdder notAllowed = new LongAdder();
    final LongAdder unavailable = new LongAdder();
    private final LongAdder cutOff = new LongAdder();

    SoakCallers(URI server, SSLContext tls, SoakJournal journal, SoakWeather weather) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.journal = journal;
        this.weather = weather;
    }

    /** Logs somebody in, who may by a fact. */
    void login(String token, String username, String fact) {
        JsonObject spec = new JsonObject();
        spec.addProperty("token", token);
        long sent = System.nanoTime();
        JsonObject status = status("/authenticate", "authentication.k8s.io/v1", "TokenReview", spec);
        if (status == null) {
            return;
        }
        boolean is = status.get("authenticated").getAsBoolean();
        (is ? logins : refusedLogins).increment();
        require(fact, is, sent);
        if (is && !status.getAsJsonObject("user").get("username").getAsString().equals(username)) {
            wrong.add("somebody else than " + username + ": " + status);
        }
    }

    /** Asks whether somebody may get something in a namespace, who may by a fact. */
    void decide(JsonObject user, String resource, String namespace, String fact) {
        JsonObject spec = new JsonObject();
        spec.add("user", user.get("username"));
        spec.add("groups", user.get("groups"));
        spec.add("extra", user.get("extra"));
        JsonObject wanted = new JsonObject();
        wanted.addProperty("verb", "get");
        wanted.addProperty("resource", resource);
        wanted.addProperty("namespace", namespace);
        spec.add("resourceAttributes", wanted);
        long sent = System.nanoTime();
        JsonObject status = status("/authorize", "authorization.k8s.io/v1", "SubjectAccessReview", spec);
        if (status != null) {
            boolean is = status.get("allowed").getAsBoolean();
            (is ? allowed : notAllowed).increment();
            require(fact, is, sent);
        }
    }

    /** Somebody who is called as the only group. */
    static JsonObject member(String group) {
        JsonObject user = new JsonObject();
        user.addProperty("username", group);
        JsonArray groups = new JsonArray();
        groups.add(group);
        user.add("groups", groups);
        user.add("extra", new JsonObject());
        return user;
    }

    private void require(String fact, boolean is, long sent) {
        long received = System.nanoTime();
        if (!journal.mayHaveBeen(fact, is, sent - SoakPromise.AT_WORST.toNanos(), received)) {
            wrong.add(fact + " was told to be " + is + ", which it had not been for longer than is valid");
        }
    }

    /** Null where there was no answer, or one that says that there is none now. */
    private @Nullable JsonObject status(String path, String version, String kind, JsonObject spec) {
        JsonObject review = new JsonObject();
        review.addProperty("apiVersion", version);
        review.addProperty("kind", kind);
        review.add("spec", spec);
        long sent = System.nanoTime();
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(server.resolve(path))
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(review.toString()))
                    .build());
            if (answer.statusCode() == 200) {
                return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("status");
            }
            unavailable.increment();
            if (answer.statusCode() != 503 && answer.statusCode() != 429) {
                wrong.add("status " + answer.statusCode() + ": " + answer.body());
            }
        } catch (HttpTimeoutException e) {
            if (weather.stoodStill(sent, System.nanoTime())) {
                givenUp.increment();
            } else {
                lost.add(e);
            }
        } catch (IOException e) {
            lost.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /**
     * Where a handshake is cut off, which is what the server does to the oldest of too many that arrive, it is tried again, as an API
     * server does; nothing was asked yet.
     */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (SSLHandshakeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                cutOff.increment();
            }
        }
    }

    @Override
    public String toString() {
        return logins + " logins, " + refusedLogins + " refused, " + allowed + " allowed, " + notAllowed + " not, "
                + unavailable + " told to ask later, " + cutOff + " handshakes again, " + givenUp
                + " given up by callers, "
                + lost.size() + " lost";
    }
}
