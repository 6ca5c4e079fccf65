package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.token.EksTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Waits, in virtual time, for a fake whose clusters hear late of their entries. */
class AwaitEffectiveTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final FakePrincipal dev = fake.iam().role("dev");
    private final List<String> progress = new ArrayList<>();
    private final EksAccessEntries prod =
            InFakeTime.prod(fake.eksClient(), clock).build();

    @AfterEach
    void close() {
        fake.close();
    }

    private AccessProbe probe() {
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(dev.credentials())
                .region(Region.of(fake.region()))
                .clock(clock)
                .build();
        return AccessProbe.of(cluster.authenticator(), () -> tokens.mint("prod").value());
    }

    @Test
    void awaitEffective_newEntry_returnsWhenTheClusterHeedsIt() {
        fake.consistency(Duration.ZERO, Duration.ofSeconds(8));
        prod.grant(dev.arn()).groups("devs").username("dev:{{SessionName}}").apply();
        Instant start = clock.instant();

        KubernetesUser user = prod.awaitEffective(dev.arn(), probe(), LIMIT, progress::add);

        assertThat(user.username()).isEqualTo("dev:test-session");
        assertThat(user.groups()).containsExactly("devs");
        assertThat(Duration.between(start, clock.instant())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(20));
        assertThat(progress).first().asString().endsWith("does not authenticate it");
        assertThat(progress).last().asString().contains("dev:test-session", "[devs]");
    }

    @Test
    void awaitEffective_changedGroups_doesNotTakeTheOldUserForTheNew() {
        fake.consistency(Duration.ZERO, Duration.ofSeconds(8));
        prod.grant(dev.arn()).groups("devs").apply();
        prod.awaitEffective(dev.arn(), probe(), LIMIT, progress::add);
        prod.declare(dev.arn()).groups("admins").apply();
        Instant start = clock.instant();

        assertThat(prod.awaitEffective(dev.arn(), probe(), LIMIT, progress::add).groups())
                .containsExactly("admins");
        assertThat(Duration.between(start, clock.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void awaitEffective_neverLetIn_givesUpWithTheLastAnswer() {
        prod.grant(dev.arn()).apply();
        AccessProbe never = Optional::empty;
        Instant start = clock.instant();

        assertThatThrownBy(() -> prod.awaitEffective(dev.arn(), never, LIMIT, progress::add))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("PT2M", "does not authenticate it", "recreated in IAM");
        assertThat(Duration.between(start, clock.instant())).isBetween(LIMIT, LIMIT.plusSeconds(11));
    }

    @Test
    void awaitEffective_noEntry_failsAtOnce() {
        assertThatThrownBy(() -> prod.awaitEffective(dev.arn(), probe(), LIMIT, progress::add))
                .isInstanceOf(AccessEntryNotFoundException.class);
        assertThat(progress).isEmpty();
    }
}
