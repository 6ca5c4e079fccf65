package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.fleet.ClusterSummary;
import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetOperation;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.fleet.Shard;
import io.github.accessentries.internal.planning.PlannedCluster;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.rbac.ClusterAccess;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetReportTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final DesiredAccess DESIRED = DesiredAccess.builder()
            .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
            .build();

    /** Three clusters: one that needs everything that there is, one that needs nothing, one that cannot be read. */
    private static Fleet fleet(String nasty) {
        AccessPlan plan = EveryChange.plan();
        ApplyReport report = ApplyReport.builder()
                .cluster("prod")
                .addOutcomes(ApplyReport.Outcome.of(plan.changes().get(0), ApplyReport.Status.DONE, ""))
                .addOutcomes(ApplyReport.Outcome.of(plan.changes().get(1), ApplyReport.Status.FAILED, nasty))
                .build();
        return Fleet.builder()
                .cluster(nasty, cluster(plan, report), DESIRED)
                .cluster(
                        "eu/quiet",
                        cluster(
                                EveryChange.nothing(),
                                ApplyReport.builder().cluster("quiet").build()),
                        DESIRED)
                .clusters(List.of("eu/broken"), id -> {
                    throw new IllegalStateException(nasty);
                })
                .parallelism(1)
                .build();
    }

    private static AccessEntries cluster(AccessPlan plan, ApplyReport report) {
        return (AccessEntries) Proxy.newProxyInstance(
                AccessEntries.class.getClassLoader(),
                new Class<?>[] {AccessEntries.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "plan" -> plan;
                    case "apply" -> report;
                    case "cluster" -> plan.cluster();
                    case "principals" -> List.of(EveryChange.DEV, PrincipalArn.role("111122223333", "unlisted"));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void plans_tellTheCountsAndTheFindings_thenWhatFailed_thenEachClusterWithItsLevels() {
        ResultReport result = ResultReport.of(fleet("eu/prod").plan()).at(NOON);
        String text = result.render(ResultFormat.MARKDOWN);
        JsonObject json = ResultChecks.json(result);

        assertThat(text).startsWith("""
                ### Access plan for a fleet: to change 1, failed 1, not begun 0, in sync 1

                **2 findings have to be signed off, each for its cluster, by these names:**

                - ` eu/prod/no-administrator `: Nobody is left
                """);
        assertThat(text)
                .contains("| Failed | Because |\n|---|---|\n| eu/broken | eu/prod |\n")
                .contains("| Cluster | Changes | To sign off |\n|---|---|---|\n| eu/prod | 13 | 2 |\n")
                .contains("<details><summary><code>eu/prod</code>: 13 changes</summary>\n")
                .contains("| edit -\\> nothing in team-\\* | nothing | 17 permissions | nothing |")
                .contains("<details><summary>in sync</summary>\n\n- eu/quiet\n")
                .endsWith("\nPlanned at 2026-11-27T12:00:00Z\n");
        assertThat(result.render(ResultFormat.TEXT)).contains("edit -> nothing in team-*");
        assertThat(json.get("counts"))
                .hasToString(
                        "{\"clusters\":3,\"unchanged\":1,\"changed\":1,\"failed\":1,\"not-begun\":0,\"missing-shards\":0}");
        assertThat(json.get("complete").getAsBoolean()).isFalse();
        assertThat(json.getAsJsonArray("results")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("plan")
                        .get("digest")
                        .getAsString())
                .isEqualTo(EveryChange.plan().digest());
        assertThat(ResultChecks.csv(result)).contains(List.of("eu/broken", "failed", "0", "0", "", "0", "eu/prod"));
    }

    private static AccessPlan quiet() {
        return AccessPlan.builder()
                .from(EveryChange.nothing())
                .addNotices(Finding.of(Finding.Kind.PRINCIPAL_GONE, DEV, "is gone"))
                .addUnchecked(Unchecked.of(Unchecked.Part.AWS_AUTH, "nobody gave a way to read it"))
                .build();
    }

    /** Clusters that need nothing, then one that needs a new administrator and one that needs another. */
    private static ResultReport many(int quiet) {
        Fleet.Builder fleet = Fleet.builder().parallelism(1);
        ApplyReport none = ApplyReport.builder().cluster("prod").build();
        for (int i = 0; i < quiet; i++) {
            fleet.cluster("eu/c" + (100 + i), cluster(quiet(), none), DESIRED);
        }
        AccessPlan loses = EveryChange.plan();
        AccessPlan gains = AccessPlan.builder()
                .from(loses)
                .effects(ClusterAccess.of(List.of())
                        .compare(ClusterAccess.of(List.of(AccessEntry.builder()
                                .cluster("prod")
                                .principal(DEV)
                                .username("dev")
                                .addPolicies(
                                        PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                                .build()))))
                .build();
        fleet.cluster("us/a", cluster(loses, none), DESIRED).cluster("us/z", cluster(gains, none), DESIRED);
        return ResultReport.of(fleet.build().plan()).at(NOON);
    }

    @Test
    void clustersWithoutChanges_areNotSilentAboutWhatWasNotCheckedAndWhatToNote() {
        ResultReport result = many(40);

        assertThat(result.render(ResultFormat.MARKDOWN))
                .contains(
                        "<details open><summary>Of clusters that are in sync, to take note of</summary>\n",
                        "nobody gave a way to read it | 40 clusters: eu/c100, eu/c101, eu/c102 and 37 more |\n",
                        "is gone | 40 clusters: eu/c100, eu/c101, eu/c102 and 37 more |\n");
        assertThat(result.render(ResultFormat.TEXT))
                .contains("nobody gave a way to read it", "40 clusters: eu/c100, eu/c101, eu/c102 and 37 more");
    }

    @Test
    void newClusterAdminOfOneCluster_isInTheTitleOfTheFleet_andItsClusterIsFirst() {
        assertThat(many(1).render(ResultFormat.MARKDOWN))
                .startsWith(
                        "### Access plan for a fleet: to change 2, failed 0, not begun 0, in sync 1; summed over the"
                                + " clusters, 1 becomes cluster-admin\n")
                .contains("""
                        | Cluster | Changes | To sign off | Administrators |
                        |---|---|---|---|
                        | us/z | 13 | 2 | 1 becomes cluster-admin |
                        | us/a | 13 | 2 |  |
                        """);
    }

    @Test
    void hundredsOfClusters_leaveRoomForSignOffsFailuresAndCounts() {
        Fleet.Builder fleet = Fleet.builder().parallelism(1);
        AccessPlan plan = AccessPlan.builder()
                .from(EveryChange.plan())
                .effects(ModelComparison.builder().build())
                .build();
        for (int i = 0; i < 270; i++) {
            fleet.cluster(
                    "eu/c" + (100 + i),
                    cluster(plan, ApplyReport.builder().cluster("prod").build()),
                    DESIRED);
        }
        fleet.clusters(IntStream.range(0, 30).mapToObj(i -> "eu/broken" + i).toList(), id -> {
            throw new IllegalStateException("no such cluster");
        });
        String text = ResultReport.of(fleet.build().plan()).render(ResultFormat.MARKDOWN);

        assertThat(text.length()).isLessThanOrEqualTo(MarkdownPage.MOST_CHARACTERS);
        assertThat(ResultChecks.lines(text, "- ` eu/c", "- `` eu/c")).hasSizeGreaterThan(300);
        assertThat(ResultChecks.lines(text, "| eu/broken")).hasSize(30);
        assertThat(ResultChecks.lines(text, "| eu/c")).hasSize(270);
        assertThat(text)
                .contains("**540 findings have to be signed off, each for its cluster, by these names:**\n\n- `")
                .contains("lines are left out");
    }

    @Test
    void whateverIsDone_withWhateverNames_isBySchema_andNoNameIsMore() {
        Fleet fleet = fleet(EveryChange.NASTY);

        ResultChecks.all(ResultReport.of(fleet.plan()));
        ResultChecks.all(ResultReport.of(fleet.drift()));
        ResultReport applied = ResultReport.of(
                fleet.apply(fleet.plan(), ApplyOptions.with(SignOff.of(EveryChange.NASTY + "/no-administrator"))));
        ResultChecks.all(applied);
        assertThat(applied.render(ResultFormat.MARKDOWN))
                .startsWith(
                        "### Applied to a fleet: changed 1, failed 1, not begun 0, nothing to do 1; incomplete 1\n");
        assertThat(ResultReport.of(fleet.drift()).render(ResultFormat.MARKDOWN))
                .startsWith("### Drift of a fleet: to look at 2, failed 1, not begun 0, in sync 0\n");
    }

    static LongStream seeds() {
        return Seeds.of(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anySummary_isBySchema_andIsReadBack(long seed) {
        NastyNames names = new NastyNames(seed);
        FleetSummary summary = summary(names);
        ResultReport result = ResultReport.of(summary);

        ResultChecks.all(result);
        assertThat(ResultReport.readFleet("\uFEFF" + result.render(ResultFormat.JSON)))
                .isEqualTo(FleetSummary.fromJson(summary.toJson()));
    }

    private static FleetSummary summary(NastyNames names) {
        int shards = names.chance() ? 1 : 3;
        FleetSummary.Builder summary = FleetSummary.builder()
                .operation(names.oneOf(List.of(FleetOperation.values())))
                .addShards(Shard.of(0, shards));
        Set<String> ids = Set.copyOf(names.some(0, names::name));
        for (String id : ids) {
            if (Shard.of(0, shards).contains(id)) {
                ClusterSummary.Builder cluster = ClusterSummary.builder()
                        .cluster(id)
                        .state(names.oneOf(List.of(State.values())))
                        .changes(3)
                        .findings(names.some(0, names::name));
                summary.addClusters(
                        (names.chance() ? cluster : cluster.open(1).unlisted(2).trouble(names.name())).build());
            }
        }
        return summary.build();
    }

    @Test
    void planThatOneJobStored_isAppliedByAnother_unlessItHasBecomeAnotherOne() {
        AccessEntries first = new PlannedCluster().entries();
        AccessEntries second = new PlannedCluster().entries();
        Fleet fleet = Fleet.builder()
                .cluster("eu/prod", first, DESIRED)
                .cluster("us/prod", second, DESIRED)
                .build();
        String stored = ResultReport.of(fleet.plan()).render(ResultFormat.JSON);
        second.grant(DEV).groups("meanwhile").apply();
        List<RuntimeException> failures = new ArrayList<>();

        FleetSummary applied = fleet.applyEach(
                ResultReport.readFleet(stored),
                ApplyOptions.with(SignOff.of("eu/prod/no-administrator", "us/prod/no-administrator")),
                one -> one.failure().ifPresent(failures::add));

        assertThat(applied.count(State.CHANGED)).isEqualTo(1);
        assertThat(first.find(DEV)).isPresent();
        assertThat(failures).singleElement().isInstanceOf(StalePlanException.class);
        assertThat(failures.get(0))
                .hasMessage(
                        "us/prod: Changed nothing on cluster prod: the plan is no longer the one that was reviewed; its changes,"
                                + " its findings, the entries and objects that they rest on, or roles and bindings by which it has effects"
                                + " have changed since, or it was made from other sources, and only the digest of the reviewed one was kept. Review a new plan, and apply that");
    }

    /** What a later version says of a cluster may be why it must not be touched. */
    @ParameterizedTest
    @ValueSource(strings = {"\"operation\":", "\"cluster\":", "\"state\":"})
    void whatASummaryDoesNotKnow_isNotPassedOverInAFleet(String before) {
        String summary = fleet("eu/prod").plan().summary().toJson();
        String unknown = summary.replaceFirst(before, "\"quarantined\":true," + before);
        String result = ResultReport.of(FleetSummary.fromJson(summary)).render(ResultFormat.JSON);
        int fleet = result.indexOf("\"fleet\":{");
        String later = WrittenContent.sealed(result.substring(0, result.lastIndexOf(",\"content\":"))
                        .replaceFirst("\"kind\":", "\"later\":{\"fleet\":1},\"kind\":")
                + "}");
        String withUnknown = result.substring(0, fleet)
                + result.substring(fleet).replaceFirst(before, "\"quarantined\":true," + before);

        Throwable refusal = catchThrowable(() -> ResultReport.readFleet(withUnknown));

        assertThat(refusal).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("quarantined");
        assertThat(catchThrowable(() -> FleetSummary.fromJson(unknown))).hasMessage(refusal.getMessage());
        assertThat(ResultReport.readFleet(later)).isEqualTo(FleetSummary.fromJson(summary));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readFleet(result.replaceFirst("\"time\":\"2", "\"time\":\"3")))
                .withMessageStartingWith("The fleet was edited after it was written: not as it was is time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "fleet"})
    void memberOfAFleetThatIsThereTwice_isNamed(String name) {
        String fleet = ResultReport.of(fleet("eu/prod").plan()).render(ResultFormat.JSON);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readFleet("{\"" + name + "\":\"another\"," + fleet.substring(1)))
                .withMessageStartingWith("The fleet was edited after it was written: more than once there is " + name);
    }

    @Test
    void whatIsNoFleet_isRefusedWithItsPlace() {
        String plan = ResultReport.of(EveryChange.plan()).render(ResultFormat.JSON);
        String fleet = ResultReport.of(fleet("eu/prod").plan()).render(ResultFormat.JSON);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readFleet(plan))
                .withMessage(
                        "This is a result of the kind \"plan\", not a fleet; pass what was rendered of a FleetResult or"
                                + " FleetSummary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readPlan(fleet))
                .withMessageStartingWith("This is a result of the kind \"fleet\", not a plan");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readFleet(fleet.replace("\"fleet\":{", "\"boat\":{")))
                .withMessageStartingWith("The fleet lacks fleet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readFleet(fleet.replace("\"shardCount\":1", "\"shardCount\":\"1\"")))
                .withMessageStartingWith("In the summary of a fleet, shardCount is not a whole number");
    }
}
