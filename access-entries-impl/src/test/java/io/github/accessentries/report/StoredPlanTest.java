package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.policy.PolicyCatalogue;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan of any size that is written can be read, in little memory. */
class StoredPlanTest {

    private static final long MEBIBYTE = 1 << 20;

    private static final List<Rule> EDIT = PolicyCatalogue.published()
            .find(AccessPolicy.EDIT)
            .map(policy -> policy.rules().subList(0, 4)) // enough for the text, which has each list once
            .orElseThrow();

    private final Map<String, List<Permission>> edits = new ConcurrentHashMap<>();

    /** The permissions of a place are there once, as a plan that is made with exact effects would hardly fit into any memory else. */
    private List<Permission> edit(PrincipalArn principal, AccessScope scope, String namespace) {
        return edits.computeIfAbsent(
                namespace,
                place -> EDIT.stream()
                        .map(rule -> Permission.builder()
                                .where(Where.namespace(place))
                                .rule(rule)
                                .addReasons(
                                        new GrantedByPolicy(principal, AccessPolicy.EDIT, scope, rule, "AROA", place))
                                .build())
                        .toList());
    }

    private AccessPlan plan(int principals, int namespaces, boolean ownNamespaces) {
        List<Change> changes = new ArrayList<>();
        ModelComparison.Builder effects = ModelComparison.builder();
        for (int i = 0; i < principals; i++) {
            PrincipalArn principal = PrincipalArn.role("111122223333", "team-" + i);
            String owner = ownNamespaces ? "team-" + i % 60 : "team";
            List<String> places = IntStream.range(0, namespaces)
                    .mapToObj(j -> owner + "-namespace-" + j)
                    .toList();
            AccessScope scope = AccessScope.namespaces(places);
            changes.add(new Change.Create(
                    DesiredEntry.builder(principal)
                            .allow(AccessPolicy.EDIT)
                            .inNamespaces(places.get(0))
                            .build(),
                    "missing"));
            changes.add(new Change.Associate(principal, AccessPolicy.EDIT, scope, "missing"));
            effects.addChanges(SubjectComparison.builder()
                    .subject(new Subject.Principal(principal))
                    .gained(Permissions.of(
                            places.stream()
                                    .flatMap(place -> edit(principal, scope, place).stream())
                                    .toList(),
                            List.of()))
                    .lost(Permissions.none())
                    .kept(Permissions.none())
                    .build());
        }
        AccessPlan.Builder plan = AccessPlan.builder();
        return plan.from(EveryChange.plan(changes)).effects(effects.build()).build();
    }

    @ParameterizedTest
    @CsvSource({"3000,1,false,4", "600,50,true,6"})
    void planOfManyEntries_isWrittenAndReadInLittleMemory(
            int principals, int namespaces, boolean ownNamespaces, int mebibytes) {
        AccessPlan plan = plan(principals, namespaces, ownNamespaces);
        String json = ResultReport.of(plan).render(ResultFormat.JSON);
        long before = allocated();
        ReviewedPlan read = ResultReport.readPlan(json);
        long reading = allocated() - before;

        assertThat(json).contains("\"digest\":\"" + read.digest() + "\"");
        assertThat(read.changes()).hasSize(2 * principals);
        assertThat((long) json.length()).isLessThan(mebibytes * MEBIBYTE);
        assertThat(reading).as("bytes to read it").isLessThan(32 * MEBIBYTE);
    }

    /** More than is ever alive at once, so that a smaller heap is enough. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void membersThatNobodyReads_areNoLimit_andHaveToBeJsonAllTheSame() {
        String json = ResultReport.of(EveryChange.plan()).render(ResultFormat.JSON);
        String many = "{\"laterOn\":[" + "1,".repeat(200_000) + "{\"a\":[]}]," + json.substring(1);

        assertThat(ResultReport.readPlan(many)).isEqualTo(ReviewedPlan.of(EveryChange.plan()));
        assertThat(ResultReport.readPlan("\uFEFF" + json)).isEqualTo(ReviewedPlan.of(EveryChange.plan()));
        for (String broken :
                List.of("[1,,2]", "[1}", "{\"a\"}", "[".repeat(60) + "]".repeat(60), "nul", "[1]]", "\uFEFF1")) {
            assertThatIllegalArgumentException()
                    .as(broken)
                    .isThrownBy(() -> ResultReport.readPlan("{\"laterOn\":" + broken + "," + json.substring(1)))
                    .withMessageStartingWith("This is no plan: The text is not JSON");
        }
    }

    @Test
    void findingThatSaysSomethingElse_isNamed() {
        AccessPlan plan = EveryChange.plan();
        ReviewedPlan reviewed = ResultReport.readPlan(ResultReport.of(plan).render(ResultFormat.JSON));
        AccessPlan now = AccessPlan.builder()
                .from(plan)
                .findings(List.of(
                        Finding.of(Finding.Kind.NO_ADMINISTRATOR, "Two are left, and both go"),
                        plan.findings().get(1)))
                .build();

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> reviewed.requireSame(now))
                .withMessageContaining("reviewed; findings that say something else now: \"no-administrator\". Review");
    }
}
