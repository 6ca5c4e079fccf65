package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From random states to random desired states, beside a model that knows only where it has to end. */
@Tag("slow")
class PlanPropertyTest {

    private static final List<PrincipalArn> PRINCIPALS = IntStream.range(0, 7)
            .mapToObj(i -> PrincipalArn.role("111122223333", (i % 2 == 0 ? "" : "path/") + "role-" + i))
            .toList();
    private static final PrincipalArn AUTO_NODES = PrincipalArn.role("111122223333", "auto-nodes");
    private static final List<AccessPolicy> POLICIES = List.of(
            AccessPolicy.CLUSTER_ADMIN,
            AccessPolicy.ADMIN,
            AccessPolicy.EDIT,
            AccessPolicy.VIEW,
            AccessPolicy.ADMIN_VIEW);
    private static final List<AccessScope> SCOPES = List.of(
            AccessScope.clusterWide(),
            AccessScope.namespaces("a"),
            AccessScope.namespaces("a", "b"),
            AccessScope.namespaces("a*"));
    private static final List<EntryType> TYPES = List.of(
            EntryType.STANDARD, EntryType.STANDARD, EntryType.STANDARD, EntryType.EC2_LINUX, EntryType.FARGATE_LINUX);
    private static final ApplyOptions ALL_MEANT = ApplyOptions.with(
            SignOff.of(Stream.of(Finding.Kind.values()).map(Finding.Kind::id).toArray(String[]::new)));

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void apply_anyPlan_reachesTheDesiredStateAndNothingElse(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        try (FakeEks fake = FakeEks.builder().signatureChecks(false).build()) {
            fake.createCluster("prod");
            EksAccessEntries prod = EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(fake.eksClient())
                    .build();
            PRINCIPALS.stream()
                    .filter(principal -> random.nextInt(3) > 0)
                    .forEach(principal -> grant(prod, principal, random));
            prod.grant(AUTO_NODES)
                    .type(EntryType.EC2)
                    .allow(AccessPolicy.AUTO_NODE)
                    .clusterWide()
                    .tag("owner", "us")
                    .apply();
            Map<PrincipalArn, AccessEntry> before = byPrincipal(prod);
            DesiredAccess desired = desired(random);

            AccessPlan plan = prod.plan(desired);
            ApplyReport report = prod.apply(plan, ALL_MEANT);

            String context = "seed " + seed + "\n" + desired + "\n" + plan + report;
            assertThat(report.isComplete()).as(context).isTrue();
            assertThat(prod.plan(desired).isEmpty()).as(context).isTrue();
            assertThat(plan.changes())
                    .as(context)
                    .extracting(change -> ((EntryChange) change).principal())
                    .allMatch(principal -> desired.principals().contains(principal)
                            || Optional.ofNullable(before.get(principal))
                                    .filter(desired.ownership()::owns)
                                    .isPresent());
            check(desired, before, byPrincipal(prod), context);
        }
    }

    private static void check(
            DesiredAccess desired,
            Map<PrincipalArn, AccessEntry> before,
            Map<PrincipalArn, AccessEntry> after,
            String context) {
        Map<PrincipalArn, AccessEntry> rest = new HashMap<>(after);
        for (DesiredEntry wanted : desired.entries()) {
            assertThat(Optional.ofNullable(rest.remove(wanted.principal())).map(DesiredEntry::of))
                    .as(context)
                    .contains(wanted);
            before.remove(wanted.principal());
        }
        before.values()
                .removeIf(entry ->
                        desired.ownership().owns(entry) && !entry.principal().equals(AUTO_NODES));
        assertThat(rest).as(context).isEqualTo(before);
    }

    private static Map<PrincipalArn, AccessEntry> byPrincipal(EksAccessEntries entries) {
        Map<PrincipalArn, AccessEntry> all = new HashMap<>();
        entries.list().forEach(entry -> all.put(entry.principal(), entry));
        return all;
    }

    private static void grant(EksAccessEntries prod, PrincipalArn principal, RandomGenerator random) {
        EntryType type = pick(TYPES, random);
        Grant grant = prod.grant(principal).type(type);
        if (type.equals(EntryType.STANDARD)) {
            if (random.nextBoolean()) {
                grant.username("user-" + random.nextInt(2));
            }
            if (random.nextBoolean()) {
                grant.groups("group-" + random.nextInt(3));
            }
            POLICIES.stream()
                    .filter(policy -> random.nextInt(3) == 0)
                    .forEach(policy -> grant.allow(policy).in(pick(SCOPES, random)));
        }
        if (random.nextBoolean()) {
            grant.tag("owner", random.nextBoolean() ? "us" : "others");
        }
        if (random.nextBoolean()) {
            grant.tag("more", "" + random.nextInt(2));
        }
        grant.apply();
    }

    private static DesiredAccess desired(RandomGenerator random) {
        DesiredAccess.Builder desired = DesiredAccess.builder()
                .ownership(
                        pick(List.of(Ownership.ONLY_LISTED, Ownership.ALL, Ownership.tagged("owner", "us")), random));
        for (PrincipalArn principal : PRINCIPALS) {
            if (random.nextInt(5) < 3) {
                desired.entry(entry(principal, random));
            }
        }
        return desired.build();
    }

    private static DesiredEntry.Builder entry(PrincipalArn principal, RandomGenerator random) {
        EntryType type = pick(TYPES, random);
        DesiredEntry.Builder entry = DesiredEntry.builder(principal).type(type);
        if (type.equals(EntryType.STANDARD)) {
            if (random.nextBoolean()) {
                entry.username("user-" + random.nextInt(2));
            }
            if (random.nextBoolean()) {
                entry.groups("group-" + random.nextInt(3), "group-" + random.nextInt(3));
            }
            POLICIES.stream()
                    .filter(policy -> random.nextInt(3) == 0)
                    .forEach(policy -> entry.allow(policy).in(pick(SCOPES, random)));
        }
        if (random.nextBoolean()) {
            entry.tag("more", "" + random.nextInt(2));
        }
        return entry;
    }

    private static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
