package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waits for a cluster that sees a principal late, or never, as its entry says. */
class EffectWaitTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final PlannedCluster cluster = new PlannedCluster();
    private final Deque<Optional<KubernetesUser>> answers = new ArrayDeque<>();
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void makeEntry() {
        cluster.calls.put(PlannedCluster.entry(DEV)
                .username("dev:{{SessionName}}")
                .addGroups("devs", "on-call")
                .build());
    }

    private static Optional<KubernetesUser> user(String name, String... groups) {
        return Optional.of(
                KubernetesUser.builder().username(name).addGroups(groups).build());
    }

    private KubernetesUser await() {
        return cluster.entries()
                .awaitEffective(
                        DEV, () -> answers.size() > 1 ? answers.remove() : answers.element(), LIMIT, progress::add);
    }

    @Test
    void await_passesOverWhoeverIsNotWhatTheEntrySays() {
        answers.add(Optional.empty());
        answers.add(user("dev:ana", "devs"));
        answers.add(user("dev:ana", "devs", "on-call", "admins"));
        answers.add(user("arn:aws:sts::111122223333:assumed-role/dev/ana", "devs", "on-call"));
        answers.add(user("dev:ana", "on-call", "devs", "system:authenticated"));

        KubernetesUser user = await();

        assertThat(user.username()).isEqualTo("dev:ana");
        assertThat(user.groups()).contains("system:authenticated");
        assertThat(progress)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains(DEV.toString(), "prod"))
                .last()
                .asString()
                .contains("dev:ana");
    }

    @Test
    void await_inVain_givesUpAtTheLimit_withWhatWasSeenLast() {
        answers.add(user("somebody-else", "devs"));
        Instant start = cluster.clock.instant();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::await)
                .withMessageContainingAll("prod", DEV.toString(), "PT2M", "somebody-else", "[devs]");
        assertThat(Duration.between(start, cluster.clock.instant())).isBetween(LIMIT, LIMIT.plusSeconds(5));
    }

    @Test
    void await_withoutAnEntry_doesNotWait() {
        cluster.calls.delete(DEV);
        Instant start = cluster.clock.instant();

        assertThatExceptionOfType(AccessEntryNotFoundException.class).isThrownBy(this::await);
        assertThat(cluster.clock.instant()).isEqualTo(start);
    }
}
