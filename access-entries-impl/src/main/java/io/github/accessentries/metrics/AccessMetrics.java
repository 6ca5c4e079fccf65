package io.github.accessentries.metrics;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.Snapshot;
import io.github.accessentries.webhook.WebhookListener;
import io.github.accessentries.webhook.WebhookServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;

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
 * <tr><td>{@code access.entries.aws.calls}</td><td>timer</td><td>service, operation, result</td></tr>
 * <tr><td>{@code access.entries.aws.throttles}</td><td>counter</td><td>service, operation</td></tr>
 * <tr><td>{@code access.entries.health}</td><td>gauge</td><td>part</td></tr>
 * <tr><td>{@code access.entries.snapshot.age}</td><td>gauge in seconds</td><td>snapshot</td></tr>
 * <tr><td>{@code access.entries.snapshot.stale}</td><td>gauge</td><td>snapshot</td></tr>
 * <tr><td>{@code access.entries.snapshot.refreshes}</td><td>timer</td><td>snapshot, changed</td></tr>
 * <tr><td>{@code access.entries.snapshot.refresh.failures}</td><td>counter</td><td>snapshot, reason</td></tr>
 * <tr><td>{@code access.entries.webhook}</td><td>timer</td><td>path, status</td></tr>
 * <tr><td>{@code access.entries.webhook.reviews}</td><td>gauge</td><td>state</td></tr>
 * <tr><td>{@code access.entries.webhook.arriving}</td><td>gauge</td><td></td></tr>
 * <tr><td>{@code access.entries.plan.changes}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.plan.findings}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.apply.outcomes}</td><td>counter</td><td>cluster, status</td></tr>
 * <tr><td>{@code access.entries.drift.changes}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.drift.unlisted}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.drift.age}</td><td>gauge in seconds</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.temporary.grants}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.temporary.overdue}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.temporary.unreadable}</td><td>gauge</td><td>cluster</td></tr>
 * <tr><td>{@code access.entries.temporary.next.end}</td><td>gauge in seconds</td><td>cluster</td></tr>
 * </table>
 *
 * <p>The result of authenticating and verifying is {@code success}, {@code rejected}, {@code throttled} by STS,
 * {@code unavailable} or {@code error}; the reason is the code of a rejection, in lower case, and otherwise {@code none}.
 * The result of authorizing is {@code allowed}, {@code no_opinion}, {@code doubtful} (no, and something could make that
 * wrong), {@code unavailable} or {@code error}. That of a call to AWS is {@code success}, {@code throttled}, {@code server_error},
 * {@code timeout}, {@code no_connection} or {@code refused}. The region of the global STS endpoint is {@code global}, and {@code other}
 * where the SDK does not know it. Around a cache and behind it, the counts of {@code authenticate} and {@code token.verify} tell how often
 * the cache knew. No tag names a user, a principal or a token; those called snapshot and cluster have the names that the application
 * gave.
 *
 * <p>Thread-safe. Registers meters when they are first needed, and removes none.
 */
public final class AccessMetrics {

    static final String PREFIX = "access.entries.";
    static final String AWS_CALLS = "aws.calls";

    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final Measure measure;
    private final ClusterGauges clusters;

    private AccessMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.measure = new TimedMeasure(registry, PREFIX);
        this.clusters = new ClusterGauges(registry);
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
        return Measured.authenticator(measure, requireNonNull(authenticator, "authenticator"));
    }

    /**
     * Times verifications. Put it between the cache and the verifier that asks STS, to see what the cache lets through.
     *
     * @param verifier does the work; it stays the caller's to close
     * @return a verifier that says and throws the same, and blocks as long
     */
    public TokenVerifier verifier(TokenVerifier verifier) {
        return Measured.verifier(measure, requireNonNull(verifier, "verifier"));
    }

    /**
     * Times decisions.
     *
     * @param authorizer does the work
     * @return an authorizer that says and throws the same
     */
    public Authorizer authorizer(Authorizer authorizer) {
        return Measured.authorizer(measure, requireNonNull(authorizer, "authorizer"));
    }

    /**
     * Times the calls of a client of the SDK, each with all that the SDK tries again, and counts how often it was throttled meanwhile.
     *
     * @return a publisher for {@code overrideConfiguration(o -> o.addMetricPublisher(..))} of a client of EKS or of any other service
     */
    public MetricPublisher awsCalls() {
        return new MeteredAwsCalls(registry, PREFIX + AWS_CALLS, PREFIX + "aws.throttles");
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
     * Shows what a webhook server has to do, and how it is doing. The registry does not keep the server from being collected.
     *
     * @param server the server; one for each registry
     */
    public void webhookServer(WebhookServer server) {
        requireNonNull(server, "server");
        Gauge.builder(PREFIX + "webhook.reviews", server, each -> each.load().working())
                .tag("state", "working")
                .register(registry);
        Gauge.builder(PREFIX + "webhook.reviews", server, each -> each.load().waiting())
                .tag("state", "waiting")
                .register(registry);
        Gauge.builder(PREFIX + "webhook.arriving", server, each -> each.load().arriving())
                .register(registry);
        health("webhook", server);
    }

    /**
     * Shows how something is doing: 2 if nothing is known to be wrong, 1 if it is degraded, 0 if it fails. The registry does not keep it from being
     * collected.
     *
     * @param name what to call it
     * @param indicator is asked
     */
    public void health(String name, HealthIndicator indicator) {
        requireNonNull(name, "name");
        requireNonNull(indicator, "indicator");
        Gauge.builder(PREFIX + "health", indicator, AccessMetrics::degree)
                .tag("part", name)
                .register(registry);
    }

    private static double degree(HealthIndicator indicator) {
        Health health = Health.ofAll(List.of(indicator));
        if (health.isWell()) {
            return 2;
        }
        return health.isReady() ? 1 : 0;
    }

    /**
     * Times good readings of snapshots, and counts bad ones.
     *
     * @return a listener for {@code RefreshedSnapshot.Builder.listener(..)}, of which any number may share it
     */
    public RefreshListener refreshListener() {
        return new MeteredRefreshes(registry, PREFIX + "snapshot.refreshes", PREFIX + "snapshot.refresh.failures");
    }

    /**
     * Shows the age of a snapshot, nothing for as long as nothing could be read, and whether it refuses its value as too old or not read
     * yet (1) or gives it (0). The registry does not keep the snapshot from being collected.
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
        Gauge.builder(PREFIX + "snapshot.stale", snapshot, each -> each.health().isReady() ? 0 : 1)
                .tag("snapshot", name)
                .register(registry);
    }

    private static double seconds(Snapshot<?> snapshot) {
        return snapshot.age()
                .map(Duration::toMillis)
                .map(millis -> millis / MILLIS)
                .orElse(Double.NaN);
    }

    /**
     * Shows how many changes and findings the latest plan for a cluster has.
     *
     * @param plan the plan
     */
    public void plan(AccessPlan plan) {
        requireNonNull(plan, "plan");
        show("plan.changes", plan.cluster(), plan.changes().size());
        show("plan.findings", plan.cluster(), plan.findings().size());
    }

    /**
     * Counts what became of the changes of a plan.
     *
     * @param report what was done
     */
    public void applied(ApplyReport report) {
        requireNonNull(report, "report");
        report.outcomes()
                .forEach(outcome -> registry.counter(
                                PREFIX + "apply.outcomes",
                                "cluster",
                                report.cluster(),
                                "status",
                                outcome.status().name().toLowerCase(Locale.ROOT))
                        .increment());
    }

    /**
     * Shows how far a cluster is from its desired state, and how long ago that was found: a check that fails leaves the last one, which
     * grows old.
     *
     * @param drift the latest check
     */
    public void drift(Drift drift) {
        requireNonNull(drift, "drift");
        show("drift.changes", drift.cluster(), drift.plan().changes().size());
        show("drift.unlisted", drift.cluster(), drift.unlisted().size());
        clusters.show(PREFIX + "drift.age", "seconds", drift.cluster(), () -> -secondsUntil(drift.checkedAt()));
    }

    /**
     * Shows the grants of a cluster that end by themselves: how many there are, how many of these are over and still there, how many
     * tags cannot be read, and how long it is until the next one ends, nothing if none does.
     *
     * @param cluster the cluster's name
     * @param grants its grants as they were read last
     */
    public void temporaryAccess(String cluster, TemporaryAccessList grants) {
        requireNonNull(cluster, "cluster");
        requireNonNull(grants, "grants");
        show("temporary.grants", cluster, grants.grants().size());
        show("temporary.unreadable", cluster, grants.faults().size());
        List<Instant> ends =
                grants.grants().stream().map(TemporaryAccess::until).sorted().toList();
        clusters.show(
                PREFIX + "temporary.overdue",
                null,
                cluster,
                () -> ends.stream().filter(end -> secondsUntil(end) <= 0).count());
        clusters.show(
                PREFIX + "temporary.next.end",
                "seconds",
                cluster,
                () -> ends.stream()
                        .mapToDouble(this::secondsUntil)
                        .filter(seconds -> seconds > 0)
                        .findFirst()
                        .orElse(Double.NaN));
    }

    private void show(String meter, String cluster, int value) {
        clusters.show(PREFIX + meter, null, cluster, () -> value);
    }

    /** By the registry's clock. */
    private double secondsUntil(Instant time) {
        return (time.toEpochMilli() - registry.config().clock().wallTime()) / MILLIS;
    }
}
