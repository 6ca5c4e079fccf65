package io.github.accessentries.metrics;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.snapshot.Snapshot;
import io.github.accessentries.webhook.WebhookListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Meters what the library does. Each method wraps one thing, which then works as before:
 *
 * <pre>{@code
 * AccessMetrics metrics = AccessMetrics.of(registry);
 * TokenVerifier sts = StsTokenVerifier.builder().httpClient(metrics.stsClient(http)).build();
 * Authenticator authenticator = metrics.authenticator(IamAuthenticator.builder()
 *         .verifier(CachedTokenVerifier.of(metrics.verifier(sts)))
 *         …
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th></tr>
 * <tr><td>{@code access.entries.authenticate}</td><td>timer</td><td>result, reason</td></tr>
 * <tr><td>{@code access.entries.token.verify}</td><td>timer</td><td>result, reason</td></tr>
 * <tr><td>{@code access.entries.sts.responses}</td><td>counter</td><td>code, region</td></tr>
 * <tr><td>{@code access.entries.sts.connection.failures}</td><td>counter</td><td>region</td></tr>
 * <tr><td>{@code access.entries.authorize}</td><td>timer</td><td>result</td></tr>
 * <tr><td>{@code access.entries.webhook}</td><td>timer</td><td>path, status</td></tr>
 * <tr><td>{@code access.entries.snapshot.age}</td><td>gauge in seconds</td><td>snapshot</td></tr>
 * </table>
 *
 * <p>The result of authenticating and verifying is {@code success}, {@code rejected}, {@code throttled} by STS,
 * {@code unavailable} or {@code error}; the reason is the code of a rejection, in lower case, and otherwise {@code none}.
 * The result of authorizing is {@code allowed}, {@code no_opinion}, {@code doubtful} (no, and something could make that
 * wrong) or {@code error}. The region of the global STS endpoint is {@code global}. Around a cache and behind it, the
 * counts of {@code authenticate} and {@code token.verify} tell how often the cache knew.
 *
 * <p>Thread-safe. Registers meters when they are first needed, and removes none.
 */
public final class AccessMetrics {

    private static final String PREFIX = "access.entries.";
    private static final String RESULT = "result";
    private static final String REASON = "reason";
    private static final String NONE = "none";

    private final MeterRegistry registry;

    private AccessMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Metrics in a registry.
     *
     * @param registry the application's
     * @return the metrics; nothing is registered yet
     */
    public static AccessMetrics of(MeterRegistry registry) {
        return new AccessMetrics(requireNonNull(registry, "registry"));
    }

    /**
     * Times authentications.
     *
     * @param authenticator does the work
     * @return an authenticator that says and throws the same, and blocks as long
     */
    public Authenticator authenticator(Authenticator authenticator) {
        requireNonNull(authenticator, "authenticator");
        return token -> timed("authenticate", () -> authenticator.authenticate(token), AccessMetrics::reason);
    }

    /**
     * Times verifications. Put it between the cache and the verifier that asks STS, to see what the cache lets through.
     *
     * @param verifier does the work; it stays the caller's to close
     * @return a verifier that says and throws the same, and blocks as long
     */
    public TokenVerifier verifier(TokenVerifier verifier) {
        requireNonNull(verifier, "verifier");
        return (token, clusterName) ->
                timed("token.verify", () -> verifier.verify(token, clusterName), AccessMetrics::reason);
    }

    private static String reason(Authentication authentication) {
        return authentication instanceof Rejected rejected ? reason(rejected) : "";
    }

    private static String reason(Verification verification) {
        return verification instanceof Rejected rejected ? reason(rejected) : "";
    }

    private static String reason(Rejected rejected) {
        return rejected.reason().name().toLowerCase(Locale.ROOT);
    }

    private <T> T timed(String meter, Supplier<T> work, Function<T, String> rejection) {
        Timer.Sample sample = Timer.start(registry);
        try {
            T outcome = work.get();
            String reason = rejection.apply(outcome);
            stop(sample, meter, reason.isEmpty() ? "success" : "rejected", reason.isEmpty() ? NONE : reason);
            return outcome;
        } catch (ThrottledException e) {
            stop(sample, meter, "throttled", NONE);
            throw e;
        } catch (AccessEntriesException e) {
            stop(sample, meter, "unavailable", NONE);
            throw e;
        } catch (RuntimeException e) {
            stop(sample, meter, "error", NONE);
            throw e;
        }
    }

    private void stop(Timer.Sample sample, String meter, String result, String reason) {
        sample.stop(registry.timer(PREFIX + meter, RESULT, result, REASON, reason));
    }

    /**
     * Times decisions.
     *
     * @param authorizer does the work
     * @return an authorizer that says and throws the same
     */
    public Authorizer authorizer(Authorizer authorizer) {
        requireNonNull(authorizer, "authorizer");
        return (user, request) -> {
            Timer.Sample sample = Timer.start(registry);
            String result = "error";
            try {
                Decision decision = authorizer.decide(user, request);
                result = result(decision);
                return decision;
            } finally {
                sample.stop(registry.timer(PREFIX + "authorize", RESULT, result));
            }
        };
    }

    private static String result(Decision decision) {
        if (decision.allowed()) {
            return "allowed";
        }
        return decision.incomplete() ? "doubtful" : "no_opinion";
    }

    /**
     * Counts the answers of STS by status, and the calls that got none.
     *
     * @param http does the work
     * @return a client that does the same; closing it closes the other
     */
    public SdkHttpClient stsClient(SdkHttpClient http) {
        return new MeteredHttpClient(requireNonNull(http, "http"), registry, PREFIX + "sts.");
    }

    /**
     * Times the answers of a webhook server, waiting for a free thread included.
     *
     * @return a listener for {@code WebhookServer.builder().listener(..)}
     */
    public WebhookListener webhookListener() {
        return (path, status, took) -> registry.timer(
                        PREFIX + "webhook", "path", path, "status", Integer.toString(status))
                .record(took);
    }

    /**
     * Shows the age of a snapshot, and nothing for as long as nothing could be read. The registry does not keep the snapshot
     * from being collected.
     *
     * @param name what to call it
     * @param snapshot what is read
     */
    public void snapshot(String name, Snapshot<?> snapshot) {
        requireNonNull(name, "name");
        requireNonNull(snapshot, "snapshot");
        Gauge.builder(PREFIX + "snapshot.age", snapshot, AccessMetrics::seconds)
                .tag("snapshot", name)
                .baseUnit("seconds")
                .register(registry);
    }

    private static double seconds(Snapshot<?> snapshot) {
        return snapshot.age()
                .map(Duration::toMillis)
                .map(millis -> millis / 1000.0)
                .orElse(Double.NaN);
    }
}
