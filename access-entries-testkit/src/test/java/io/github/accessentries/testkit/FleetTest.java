package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ClusterNotFoundException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** Many clusters at once, in several accounts, some of them in trouble. */
@Tag("slow")
class FleetTest {

    private static final int ACCOUNTS = 10;
    private static final int HEALTHY_CLUSTERS = 18;
    private static final int ENTRIES = 100;
    private static final PrincipalArn CREATOR = PrincipalArn.user("111122223333", "test");

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
    private final List<FakeEks> fakes = new ArrayList<>();

    @AfterEach
    void close() {
        fakes.forEach(FakeEks::close);
    }

    private FakeEks account(String account) {
        FakeEks fake = FakeEks.builder().account(account).clock(clock).build();
        fakes.add(fake);
        return fake;
    }

    private EksAccessEntries entries(String cluster, EksClient client) {
        return InFakeTime.prod(client, clock).cluster(cluster).build();
    }

    /** An administrator, and developers of whom every tenth has a policy. */
    private static DesiredAccess desired(String account) {
        DesiredAccess.Builder desired = DesiredAccess.builder();
        desired.entry(admin(PrincipalArn.role(account, "admin")));
        for (int i = 1; i < ENTRIES; i++) {
            DesiredEntry.Builder entry =
                    DesiredEntry.builder(PrincipalArn.role(account, "dev-" + i)).groups("team-" + i);
            desired.entry(i % 10 != 0 ? entry : entry.allow(AccessPolicy.EDIT).inNamespaces("team-" + i));
        }
        return desired.build();
    }

    private static DesiredEntry.Builder admin(PrincipalArn principal) {
        return DesiredEntry.builder(principal).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide();
    }

    @Test
    void fleet_withATenthInTrouble_isBroughtWhereItShouldBe_andTellsOfTheRest() {
        Map<String, Class<? extends Exception>> troubled = new LinkedHashMap<>();
        Fleet.Builder builder = Fleet.builder().parallelism(8).clock(clock);
        for (int i = 0; i < ACCOUNTS; i++) {
            String account = "00000000000" + i;
            FakeEks fake = account(account);
            for (int j = 0; j < HEALTHY_CLUSTERS; j++) {
                fake.createCluster("prod-" + j);
                builder.cluster(account + "/prod-" + j, entries("prod-" + j, fake.eksClient()), desired(account));
            }
            for (String trouble : i % 2 == 0 ? List.of("missing", "unsafe") : List.of("denied", "old")) {
                troubled.put(account + "/" + trouble, addTroubled(trouble, account, fake, builder));
            }
        }
        Fleet fleet = builder.build();

        FleetResult<AccessPlan> plans = fleet.plan();
        FleetResult<ApplyReport> reports = fleet.apply(plans, ApplyOptions.defaults());

        Map<String, RuntimeException> failures = new LinkedHashMap<>(plans.failures());
        failures.putAll(reports.failures());
        assertThat(failures.keySet()).containsExactlyInAnyOrderElementsOf(troubled.keySet());
        troubled.forEach((id, type) -> assertThat(failures.get(id)).as(id).isInstanceOf(type));
        assertThat(reports.results())
                .hasSize(ACCOUNTS * HEALTHY_CLUSTERS)
                .allSatisfy((id, report) ->
                        assertThat(report.isComplete()).as(report.toString()).isTrue());
        FleetResult<AccessPlan> again = fleet.plan();
        assertThat(again.results())
                .hasSize(ACCOUNTS * HEALTHY_CLUSTERS + ACCOUNTS / 2)
                .allSatisfy((id, plan) -> assertThat(plan.isEmpty()).as(id).isEqualTo(!troubled.containsKey(id)));
        assertThat(again.toString())
                .startsWith("200 clusters: 180 unchanged, 5 with changes, 15 failed")
                .contains("\n  000000000000/missing: failed: ", "\n  000000000000/unsafe: ", "no-administrator");
    }

    /** Adds a cluster that something is wrong with, and tells what is to come of it. */
    private Class<? extends Exception> addTroubled(String trouble, String account, FakeEks fake, Fleet.Builder fleet) {
        String id = account + "/" + trouble;
        return switch (trouble) {
            case "missing" -> {
                fleet.cluster(id, entries(trouble, fake.eksClient()), desired(account));
                yield ClusterNotFoundException.class;
            }
            case "old" -> {
                fake.createCluster(trouble, AuthenticationMode.CONFIG_MAP);
                fleet.cluster(id, entries(trouble, fake.eksClient()), desired(account));
                yield AuthenticationModeException.class;
            }
            case "denied" -> {
                fake.createCluster(trouble);
                FakePrincipal nobody = fake.iam().user("nobody");
                fake.iam().deny(nobody.arn(), "eks:ListAccessEntries");
                fleet.cluster(id, entries(trouble, fake.eksClient(nobody.credentials())), desired(account));
                yield AccessDeniedException.class;
            }
            default -> {
                fake.createCluster(trouble);
                entries(trouble, fake.eksClient())
                        .grant(PrincipalArn.role(account, "admin"))
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide()
                        .apply();
                fleet.cluster(
                        id,
                        entries(trouble, fake.eksClient()),
                        DesiredAccess.builder().ownership(Ownership.ALL).build());
                yield UnsafePlanException.class;
            }
        };
    }

    @Test
    void clusters_changedOrBrokenBetweenPlanAndApply_failAlone_andTheNextRunFinishes() {
        FakeEks fake = account("111122223333");
        Fleet.Builder builder = Fleet.builder().clock(clock);
        for (String name : List.of("good", "changed", "gone", "broken", "misspelt")) {
            fake.createCluster(name);
            DesiredAccess desired = name.equals("misspelt")
                    ? DesiredAccess.builder()
                            .entry(DesiredEntry.builder(CREATOR)
                                    .allow(AccessPolicy.of("AmazonEKSVeiwPolicy"))
                                    .clusterWide())
                            .build()
                    : DesiredAccess.builder()
                            .entry(admin(PrincipalArn.role("111122223333", "admin")))
                            .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", name))
                                    .groups(name))
                            .build();
            builder.cluster(name, entries(name, fake.eksClient()), desired);
        }
        Fleet fleet = builder.build();

        FleetResult<AccessPlan> plans = fleet.plan();
        entries("changed", fake.eksClient())
                .grant(PrincipalArn.role("111122223333", "admin"))
                .groups("other")
                .apply();
        fake.eksClient().deleteCluster(r -> r.name("gone"));
        fake.cluster("broken");
        fake.faults().on("CreateAccessEntry").fail("ServerException", 500).times(3);
        FleetResult<ApplyReport> reports = fleet.apply(plans, ApplyOptions.defaults());

        assertThat(plans.failures()).containsOnlyKeys("misspelt");
        assertThat(plans.failures().get("misspelt")).isInstanceOf(InvalidDesiredAccessException.class);
        assertThat(reports.failures()).containsKeys("changed");
        assertThat(reports.failures().get("changed")).isInstanceOf(StalePlanException.class);
        assertThat(reports.results()).containsKeys("good", "broken");

        fake.faults().clear();
        assertThat(fleet.apply(fleet.plan(), ApplyOptions.defaults()).failures())
                .as("what could not be planned stays a failure")
                .containsOnlyKeys("gone", "misspelt");

        FleetResult<Drift> drift = fleet.drift();
        assertThat(drift.results())
                .containsOnlyKeys("good", "changed", "broken")
                .allSatisfy(
                        (id, one) -> assertThat(one.inSync()).as(one.toString()).isTrue());
        assertThat(drift.failures()).containsOnlyKeys("gone", "misspelt");
    }

    @Test
    void drift_tellsWhatIsMissing_andWhoIsThereUnlisted() {
        FakeEks fake = account("111122223333");
        fake.createCluster("prod");
        EksAccessEntries prod = entries("prod", fake.eksClient());
        PrincipalArn stranger = PrincipalArn.role("111122223333", "stranger");
        PrincipalArn dev = PrincipalArn.role("111122223333", "dev");
        prod.grant(stranger).groups("x").apply();
        DesiredAccess desired = DesiredAccess.builder()
                .entry(DesiredEntry.builder(dev).groups("team-a"))
                .build();

        Drift before = Drift.of(prod, desired);
        prod.apply(before.plan(), ApplyOptions.defaults()).orThrow();
        Drift after = Drift.of(prod, desired);

        assertThat(before.inSync()).isFalse();
        assertThat(before.unlisted()).contains(stranger).doesNotContain(dev);
        assertThat(ResultReport.of(before).render(ResultFormat.JSON))
                .contains("\"inSync\":false", "\"principal\":\"" + dev + "\"");
        assertThat(after.inSync()).isTrue();
        assertThat(after.toString()).startsWith("Cluster prod is in sync").contains("unlisted: " + stranger);
    }

    @Test
    void fleet_withTwoClustersOfOneId_isRefused() {
        FakeEks fake = account("111122223333");
        EksAccessEntries prod = entries("prod", fake.eksClient());
        DesiredAccess nothing = DesiredAccess.builder().build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder().cluster("prod", prod, nothing).cluster("prod", prod, nothing))
                .withMessageContaining("add the account or region");
    }
}
