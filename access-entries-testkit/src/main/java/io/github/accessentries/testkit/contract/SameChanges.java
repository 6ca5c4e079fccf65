package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the same change for two roles with the same past, one of them through the decorator: their entries must come out equal. */
final class SameChanges {

    private static final AccessScope BOTH = AccessScope.namespaces("team-a", "team-b");
    private static final AccessScope ONE = AccessScope.namespaces("team-a");

    /** A change of one role's entry. */
    private interface Made {
        Object by(AccessEntries entries, PrincipalArn role);
    }

    private final DecoratedCluster cluster;
    private final AccessEntries real;
    private final AccessEntries decorated;
    private int compared;

    SameChanges(DecoratedCluster cluster, AccessEntries decorated) {
        this.cluster = cluster;
        this.real = cluster.entries();
        this.decorated = decorated;
    }

    void grants() {
        Instant end = cluster.now().plus(Duration.ofHours(1));

        compare(
                role -> {},
                (entries, role) -> entries.grant(role)
                        .username("team-a-dev:{{SessionName}}")
                        .tag("team", "a")
                        .groups("team-a")
                        .groups(List.of("team-b"))
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces("team-a", "team-b")
                        .allow(AccessPolicy.EDIT)
                        .in(ONE)
                        .until(end)
                        .reason("A change in the night")
                        .requestedBy("ana")
                        .apply());
        compare(
                role -> {},
                (entries, role) -> entries.grant(role).type(EntryType.EC2_LINUX).apply());
        compare(
                this::much,
                (entries, role) -> entries.grant(role)
                        .allow(AccessPolicy.VIEW)
                        .onlyInNamespaces("team-a")
                        .allow(AccessPolicy.EDIT)
                        .onlyIn(ONE)
                        .apply());
        compare(
                this::muchForADay,
                (entries, role) -> entries.grant(role)
                        .groups("team-a")
                        .until(end)
                        .shortening()
                        .apply());
        compare(
                this::much,
                (entries, role) -> entries.declare(role)
                        .username("team-b-dev:{{SessionName}}")
                        .tag("team", "b")
                        .groups("team-b")
                        .apply());
    }

    /** Those who decorate may refuse it, so that nothing is changed. */
    void clusterWide() {
        PrincipalArn role = cluster.role("everywhere").arn();
        try {
            decorated.grant(role).allow(AccessPolicy.VIEW).clusterWide().apply();
        } catch (RuntimeException e) {
            assertEquals(List.of(), cluster.changes(), "What is refused must not be done");
            return;
        }
        assertEquals(
                Optional.of(AccessScope.clusterWide()),
                real.get(role).scopeOf(AccessPolicy.VIEW),
                "A cluster-wide grant must be cluster-wide");
    }

    void withdrawals() {
        compare(
                this::much,
                (entries, role) -> entries.withdraw(role)
                        .groups("team-a")
                        .tags("team")
                        .policy(AccessPolicy.VIEW)
                        .fromNamespaces("team-a")
                        .policy(AccessPolicy.EDIT)
                        .everywhere()
                        .apply());
        compare(
                this::much,
                (entries, role) -> entries.withdraw(role)
                        .groups(List.of("team-b"))
                        .policy(AccessPolicy.VIEW)
                        .from(ONE)
                        .apply());
    }

    private void much(PrincipalArn role) {
        cluster.allowMuch(role, BOTH);
    }

    private void muchForADay(PrincipalArn role) {
        real.grant(role)
                .username("dev:{{SessionName}}")
                .groups("team-a")
                .forDuration(Duration.ofDays(1))
                .apply();
    }

    private void compare(Consumer<PrincipalArn> past, Made change) {
        PrincipalArn expected = cluster.role("plain-" + compared).arn();
        PrincipalArn actual = cluster.role("decorated-" + compared).arn();
        compared++;

        past.accept(expected);
        past.accept(actual);
        change.by(real, expected);
        change.by(decorated, actual);
        assertEquals(
                said(real.get(expected)),
                said(real.get(actual)),
                "The entry must be what it is without the decorator; pass on all that is said of a change");
    }

    /** An entry but for whose it is. */
    private static List<Object> said(AccessEntry entry) {
        return List.of(entry.type(), entry.username(), entry.groups(), entry.policies(), entry.tags());
    }
}
