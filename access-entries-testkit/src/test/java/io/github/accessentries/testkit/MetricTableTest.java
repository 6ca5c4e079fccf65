package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.metrics.AccessMetrics;
import io.github.accessentries.metrics.AccessObservations;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.webhook.WebhookServer;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.eks.EksClient;

/** What a registry has after a day in the life of a cluster is what the tables say, no more and no less. */
class MetricTableTest {

    private static final Pattern ON_PAGE = Pattern.compile(
            "^\\| `(access\\.entries\\.[a-z.]+)` \\| ([a-z ]+) \\| ([a-z, ]*?) ?\\|", Pattern.MULTILINE);
    private static final Pattern IN_JAVADOC =
            Pattern.compile("<tr><td>\\{@code ([a-z.]+)}</td><td>([a-z ]+)</td><td>([a-z, ]*)</td></tr>");

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-27T12:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakePrincipal dev = fake.iam().role("team/dev");
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new Clock() {
        @Override
        public long wallTime() {
            return clock.millis();
        }

        @Override
        public long monotonicTime() {
            return clock.millis() * 1_000_000;
        }
    });

    @AfterEach
    void close() {
        fake.close();
    }

    private EksClient eks(Consumer<ClientOverrideConfiguration.Builder> options) {
        return EksClient.builder()
                .httpClient(fake.sdkHttpClient())
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(options.andThen(configuration -> configuration.retryStrategy(
                        retries -> retries.backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately()))))
                .build();
    }

    private String token() {
        return EksTokens.builder()
                .credentialsProvider(dev.session("ana"))
                .region(Region.US_WEST_2)
                .clock(clock)
                .build()
                .mint("prod")
                .value();
    }

    private double value(String meter, String... tags) {
        return registry.get("access.entries." + meter)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    @Test
    void registry_hasWhatTheTablesSay_afterAWholeScenario() throws IOException {
        fake.createCluster("prod");
        SdkHttpClient http = fake.sdkHttpClient();
        // snippet: metrics
        AccessMetrics metrics = AccessMetrics.of(registry); // of Micrometer
        StsTokenVerifier sts = StsTokenVerifier.builder()
                .httpClient(metrics.stsClient(http))
                .clock(clock)
                .build();
        EksClient eks = eks(options -> options.addMetricPublisher(metrics.awsCalls())); // of any client of the SDK
        // end
        EksAccessEntries prod = InFakeTime.prod(eks, clock).build();
        RefreshedSnapshot<ClusterReading> readings = RefreshedSnapshot.builder(
                        "access data of prod",
                        () -> ClusterReading.read(prod, path -> Optional.of("{\"metadata\":{},\"items\":[]}")))
                .interval(Duration.ofHours(1))
                .staleAfter(Duration.ofHours(2))
                .backoff(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofHours(1))) // longer than the test, too
                .clock(clock)
                .listener(metrics.refreshListener())
                .start();
        try (sts;
                eks;
                LiveAccess live = LiveAccess.of(readings)) {
            TokenVerifier verifier = metrics.verifier(sts);
            Authenticator authenticator = metrics.authenticator(IamAuthenticator.builder()
                    .clusterName("prod")
                    .verifier(verifier)
                    .mapper(live.mapper())
                    .build());
            Authorizer authorizer = metrics.authorizer(live.authorizer());
            metrics.snapshot("access of prod", readings);
            metrics.health("login", authenticator);
            try (WebhookServer server = WebhookServer.builder()
                    .sslContext(LoopbackHttps.server())
                    .authenticator(authenticator)
                    .authorizer(authorizer)
                    .listener(metrics.webhookListener())
                    .port(0)
                    .start()) {
                metrics.webhookServer(server);
                assertThat(review(server, token()).statusCode()).isEqualTo(200);
                assertThat(value("health", "part", "webhook")).isEqualTo(2);
                assertThat(value("webhook.arriving")).isGreaterThanOrEqualTo(0);
                assertThat(value("webhook.reviews", "state", "waiting")).isZero();
            }
            authorizer.decide(KubernetesUser.builder().username("ana").build(), AccessRequest.of("get", "pods"));

            fake.faults().on("GetCallerIdentity").cutConnection().times(1);
            assertThatThrownBy(() -> authenticator.authenticate(token())).isInstanceOf(UnavailableException.class);
            fake.faults().on("DescribeCluster").fail("ThrottlingException", 429).times(2);
            live.refresh();
            fake.faults().on("DescribeCluster").fail("ServerException", 500).always();
            assertThatThrownBy(live::refresh).isInstanceOf(UnavailableException.class);
            assertThat(value("health", "part", "login")).isEqualTo(1);
            assertThat(value("snapshot.stale", "snapshot", "access of prod")).isZero();
            clock.advance(Duration.ofHours(3));
            assertThat(value("health", "part", "login")).isZero();
            assertThat(value("snapshot.stale", "snapshot", "access of prod")).isEqualTo(1);
            assertThat(value("snapshot.age", "snapshot", "access of prod")).isGreaterThan(7200);
            fake.faults().clear();

            DesiredAccess desired = DesiredAccess.builder()
                    .entry(DesiredEntry.builder(dev.arn()).groups("devs"))
                    .build();
            AccessPlan plan = prod.plan(desired);
            metrics.plan(plan);
            assertThat(value("plan.changes", "cluster", "prod")).isEqualTo(1);
            metrics.applied(prod.apply(plan));
            assertThat(value("apply.outcomes", "cluster", "prod", "status", "done"))
                    .isEqualTo(1);
            metrics.drift(Drift.of(prod, desired));
            assertThat(value("drift.changes", "cluster", "prod")).isZero();

            prod.grant(dev.arn())
                    .allow(AccessPolicy.VIEW)
                    .clusterWide()
                    .until(clock.instant().plus(Duration.ofHours(1)))
                    .apply();
            metrics.temporaryAccess("prod", prod.temporaryAccess());
            assertThat(value("temporary.next.end", "cluster", "prod")).isEqualTo(3600);
            clock.advance(Duration.ofHours(2));
            assertThat(value("temporary.overdue", "cluster", "prod")).isEqualTo(1);
            assertThat(value("temporary.next.end", "cluster", "prod")).isNaN();
        }

        assertThat(value("aws.throttles", "service", "eks", "operation", "DescribeCluster"))
                .isEqualTo(2);
        assertThat(value("aws.calls", "operation", "DescribeCluster", "result", "success"))
                .isPositive();
        assertThat(value("aws.calls", "operation", "DescribeCluster", "result", "server_error"))
                .isEqualTo(1);
        assertThat(value("snapshot.refreshes", "changed", "false")).isEqualTo(1);
        assertThat(value("snapshot.refresh.failures", "reason", "unavailable")).isEqualTo(1);
        Path module = Path.of("").toAbsolutePath();
        assertThat(rows(ON_PAGE, Documentation.file("docs/reference/metrics.md")))
                .containsExactlyElementsOf(registered())
                .containsExactlyElementsOf(rows(
                        IN_JAVADOC,
                        Path.of(module.resolveSibling("access-entries-impl")
                                + "/src/main/java/io/github/accessentries/metrics/AccessMetrics.java")));
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(tag -> tag.contains("arn:") || tag.contains("ana") || tag.contains("k8s-aws"));
    }

    private HttpResponse<String> review(WebhookServer server, String token) {
        return LoopbackHttps.client()
                .sendAsync(
                        HttpRequest.newBuilder(server.endpoint().resolve("/authenticate"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\","
                                                + "\"spec\":{\"token\":\"" + token + "\"}}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private SortedSet<String> registered() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> row(
                        id.getName(),
                        id.getType().name().toLowerCase(Locale.ROOT)
                                + (id.getType() == Meter.Type.GAUGE && id.getBaseUnit() != null
                                        ? " in " + id.getBaseUnit()
                                        : ""),
                        id.getTags().stream().map(Tag::getKey)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> rows(Pattern pattern, Path file) throws IOException {
        SortedSet<String> rows = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            rows.add(row(
                    matcher.group(1),
                    matcher.group(2),
                    Stream.of(matcher.group(3).split(", ")).filter(tag -> !tag.isEmpty())));
        }
        return rows;
    }

    private static String row(String name, String kind, Stream<String> tags) {
        return name + " | " + kind + " | " + tags.sorted().toList();
    }

    /** A handler that keeps what it sees of each observation. */
    private static final class Seen implements ObservationHandler<Observation.Context> {

        private final List<String> lines = new ArrayList<>();
        private final List<String> parents = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            lines.add(context.getName() + " "
                    + context.getLowCardinalityKeyValues().stream()
                            .map(KeyValue::getValue)
                            .toList()
                    + Optional.ofNullable(context.getError())
                            .map(Object::toString)
                            .orElse("")
                    + context.getHighCardinalityKeyValues());
            parents.add(
                    context.getParentObservation() == null
                            ? ""
                            : context.getParentObservation().getContextView().getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @Test
    void observations_tellHowThingsEnded_oneWithinAnother_andQuoteNothing() {
        fake.createCluster("prod");
        Seen seen = new Seen();
        ObservationRegistry observed = ObservationRegistry.create();
        observed.observationConfig().observationHandler(seen);
        AccessObservations observations = AccessObservations.of(observed);
        try (EksClient eks = eks(options -> options.addExecutionInterceptor(observations.awsCalls()));
                StsTokenVerifier sts = StsTokenVerifier.builder()
                        .httpClient(fake.sdkHttpClient())
                        .clock(clock)
                        .build()) {
            Authenticator authenticator = observations.authenticator(IamAuthenticator.builder()
                    .clusterName("prod")
                    .verifier(observations.verifier(sts))
                    .mapper(AccessEntryMapper.of(InFakeTime.prod(eks, clock).build()))
                    .build());
            authenticator.authenticate(token());
            fake.faults()
                    .on("ListAccessEntries")
                    .fail("ResourceNotFoundException", 404)
                    .times(1);
            assertThatThrownBy(() -> authenticator.authenticate(token()))
                    .isInstanceOf(AccessEntryNotFoundException.class);
        }
        Authorizer broken = observations.authorizer((user, request) -> {
            throw new IllegalStateException("k8s-aws-v1.secret");
        });
        assertThatThrownBy(() -> broken.decide(
                        KubernetesUser.builder().username("ana").build(), AccessRequest.of("get", "pods")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("k8s-aws-v1.secret");

        assertThat(seen.lines)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("access.entries.token.verify [none, success][]"),
                        line -> assertThat(line)
                                .isEqualTo("access.entries.aws.calls [ListAccessEntries, success, eks][]"),
                        line -> assertThat(line).isEqualTo("access.entries.authenticate [not_mapped, rejected][]"),
                        line -> assertThat(line).isEqualTo("access.entries.token.verify [none, success][]"),
                        line -> assertThat(line)
                                .startsWith("access.entries.aws.calls [ListAccessEntries, error, eks]")
                                .contains("ResourceNotFoundException"),
                        line -> assertThat(line)
                                .startsWith("access.entries.authenticate [none, unavailable]")
                                .contains("AccessEntryNotFoundException"),
                        line -> assertThat(line)
                                .startsWith("access.entries.authorize [error]")
                                .contains("IllegalStateException"));
        assertThat(seen.parents)
                .containsExactly(
                        "access.entries.authenticate",
                        "access.entries.authenticate",
                        "",
                        "access.entries.authenticate",
                        "access.entries.authenticate",
                        "",
                        "");
        assertThat(seen.lines).noneMatch(line -> line.contains("k8s-aws") || line.contains("arn:"));
        assertThat(observed.getCurrentObservation()).isNull();
    }
}
