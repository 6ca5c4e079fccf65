package io.github.accessentries.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.Ailment;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.AwsAuthMapper;
import io.github.accessentries.mapping.ClusterMapper;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.metrics.AccessMetrics;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.token.CachedTokenVerifier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnapshotHealthTest {

    private final VirtualTime time = new VirtualTime();
    private final AtomicReference<RuntimeException> fault = new AtomicReference<>();

    private <T> RefreshedSnapshot.Builder<T> of(String name, T value) {
        return RefreshedSnapshot.<T>builder(name, () -> {
                    RuntimeException thrown = fault.get();
                    if (thrown != null) {
                        throw thrown;
                    }
                    return value;
                })
                .interval(Duration.ofSeconds(30))
                .jitter(0)
                .staleAfter(Duration.ofMinutes(10))
                .clock(time)
                .scheduler(time.scheduler());
    }

    private void fails() {
        fault.set(new UnavailableException(
                "EKS answers with status 500", ErrorContext.builder().build(), null));
    }

    @Test
    void snapshot_thatNobodyHasAskedYet_isRead_becauseItsHealthIsAskedFor() {
        fails();
        RefreshedSnapshot<String> snapshot = of("things", "value").build();

        assertThat(snapshot.health().toString())
                .isEqualTo(
                        "things fails: not read yet; 1 reading failed since, the latest with: EKS answers with status"
                                + " 500");
        fault.set(null);
        time.advance(Duration.ofMinutes(1));

        assertThat(snapshot.health()).isEqualTo(Health.well());
        assertThat(snapshot.get()).isEqualTo("value");
    }

    @Test
    void snapshot_isDegradedWhileItsLastValueCounts_thenFails_andRecovers() {
        RefreshedSnapshot<String> snapshot = of("things", "value").start();
        fault.set(new IllegalStateException("secret"));
        time.advance(Duration.ofMinutes(10));

        assertThat(snapshot.get()).isEqualTo("value");
        assertThat(snapshot.health().isReady()).isTrue();
        assertThat(snapshot.health().toString())
                .startsWith("things is degraded: the last value is still used; ")
                .contains("java.lang.IllegalStateException")
                .doesNotContain("secret")
                .endsWith("(since " + snapshot.readAt().orElseThrow() + ")");

        time.advance(Duration.ofNanos(1));
        assertThatThrownBy(snapshot::get).isInstanceOf(UnavailableException.class);
        assertThat(snapshot.health().isReady()).isFalse();
        assertThat(snapshot.health().ailments().get(0).since())
                .contains(snapshot.readAt().orElseThrow().plus(Duration.ofMinutes(10)));

        fault.set(null);
        time.advance(Duration.ofMinutes(5));
        assertThat(snapshot.health().isWell()).isTrue();
    }

    @Test
    void snapshot_thatIsClosed_isDegraded_andFailsOnceItIsStale() {
        RefreshedSnapshot<String> snapshot = of("things", "value").start();
        snapshot.close();

        assertThat(snapshot.health().toString()).contains("things is degraded: closed");
        time.advance(Duration.ofMinutes(11));
        assertThat(snapshot.health().isReady()).isFalse();
    }

    @Test
    void whatCannotBeMadeOfAValue_fails_untilAnotherValueComes() {
        AtomicReference<String> value = new AtomicReference<>("1");
        RefreshedSnapshot<String> snapshot = RefreshedSnapshot.<String>builder("numbers", value::get)
                .clock(time)
                .scheduler(time.scheduler())
                .start();
        value.set("x");
        snapshot.refresh();
        Snapshot<Integer> number = snapshot.map(Integer::parseInt).map(each -> each + 1);

        assertThatThrownBy(number::get).isInstanceOf(NumberFormatException.class);
        assertThat(number.health())
                .hasToString("numbers fails: what was read cannot be used: java.lang.NumberFormatException");
        assertThat(snapshot.health().isWell()).isTrue();

        value.set("2");
        snapshot.refresh();
        assertThat(number.get()).isEqualTo(3);
        assertThat(number.health().isWell()).isTrue();
    }

    @Test
    void everythingInFrontOfASnapshot_isAsWellAsTheSnapshot() {
        ClusterMappings mappings = ClusterMappings.builder()
                .mode(AuthenticationMode.API)
                .awsAuth(AwsAuth.none())
                .build();
        LiveAccess live = LiveAccess.of(of(
                        "cluster",
                        ClusterReading.builder()
                                .mappings(mappings)
                                .rbac(RbacObjects.none())
                                .build())
                .start());
        AccessMetrics metrics = AccessMetrics.of(new SimpleMeterRegistry());
        TokenVerifier verifier = new TokenVerifier() {
            @Override
            public Rejected verify(String token, String clusterName) {
                return new Rejected(RejectionReason.EXPIRED, "always");
            }

            @Override
            public Health health() {
                return live.health();
            }
        };
        IdentityMapper mapper = AwsAuthMapper.of(of("cluster", AwsAuth.none()).start());
        Map<String, HealthIndicator> parts = new TreeMap<>(Map.of(
                "live", live,
                "model", live.model(),
                "authorizer", live.authorizer(),
                "metered authorizer", metrics.authorizer(live.authorizer()),
                "mapper", live.mapper(),
                "aws-auth", mapper,
                "mappings", ClusterMapper.of(of("cluster", mappings).start()),
                "entries",
                        AccessEntryMapper.of(of("cluster", mappings.entries()).start()),
                "cache", CachedTokenVerifier.of(metrics.verifier(verifier))));
        parts.put(
                "login by mapper",
                metrics.authenticator(login((token, cluster) -> verifier.verify(token, cluster), mapper)));
        parts.put("login by verifier", login(verifier, identity -> new Rejected(RejectionReason.NOT_MAPPED, "nobody")));

        assertThat(health(parts))
                .allSatisfy((part, health) -> assertThat(health.isWell()).isTrue());

        fails();
        time.advance(Duration.ofMinutes(1));
        assertThat(health(parts)).allSatisfy((part, health) -> {
            assertThat(health.isWell()).isFalse();
            assertThat(health.isReady()).isTrue();
            assertThat(health.ailments()).extracting(Ailment::part).containsExactly("cluster");
        });

        time.advance(Duration.ofMinutes(10));
        assertThat(health(parts))
                .allSatisfy((part, health) -> assertThat(health.isReady()).isFalse());

        fault.set(null);
        time.advance(Duration.ofMinutes(10));
        assertThat(health(parts))
                .allSatisfy((part, health) -> assertThat(health.isWell()).isTrue());
    }

    private static Map<String, Health> health(Map<String, HealthIndicator> parts) {
        return parts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, part -> part.getValue().health()));
    }

    private static Authenticator login(TokenVerifier verifier, IdentityMapper mapper) {
        return IamAuthenticator.builder()
                .clusterName("prod")
                .verifier(verifier)
                .mapper(mapper)
                .build();
    }
}
