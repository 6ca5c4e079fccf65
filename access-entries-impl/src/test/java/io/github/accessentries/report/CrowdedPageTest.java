package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reviewer must not miss is told, however much else there is. */
class CrowdedPageTest {

    private static final AccessScope EVERYWHERE = AccessScope.clusterWide();
    private static final AccessScope TEAM = AccessScope.namespaces("team-a");

    private static AccessEntry entry(String name, AccessPolicy policy, AccessScope scope) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", name))
                .username(name)
                .addPolicies(PolicyAssociation.of(policy, scope))
                .build();
    }

    private static AccessModel crowdAnd(AccessEntry... others) {
        List<AccessEntry> entries = new ArrayList<>(List.of(others));
        IntStream.range(0, 400).forEach(i -> entries.add(entry("member-" + i, AccessPolicy.VIEW, TEAM)));
        return ClusterAccess.of(entries);
    }

    private static ResultReport compared(AccessEntry... others) {
        return ResultReport.of("prod", ClusterAccess.of(List.of()).compare(crowdAnd(others)));
    }

    @ParameterizedTest
    @MethodSource("newClusterAdmins")
    void newClusterAdminBehindManyOthers_isToldFirstAndInTheTitle(ResultReport result, String title) {
        String markdown = result.render(ResultFormat.MARKDOWN);
        JsonObject json = ResultChecks.json(result);
        JsonArray subjects = (json.has("effects") ? json.getAsJsonObject("effects") : json).getAsJsonArray("subjects");

        assertThat(markdown)
                .startsWith("### " + title)
                .contains(
                        "|---|---|---|---|---|\n| arn:aws:iam::111122223333:role/zz-evil | nothing -\\> cluster-admin");
        assertThat(result.render(ResultFormat.TEXT)).startsWith(title);
        assertThat(subjects.get(0).toString()).contains("zz-evil");
    }

    static Stream<Arguments> newClusterAdmins() {
        AccessEntry evil = entry("zz-evil", AccessPolicy.CLUSTER_ADMIN, EVERYWHERE);
        return Stream.of(
                Arguments.of(
                        compared(evil),
                        "Access to prod: 401 subjects gain or lose something; 1 becomes cluster-admin\n"),
                Arguments.of(
                        ResultReport.of(AccessPlan.builder()
                                .cluster("prod")
                                .desired(DesiredAccess.builder().build())
                                .effects(ClusterAccess.of(List.of()).compare(crowdAnd(evil)))
                                .fingerprint("0".repeat(64))
                                .build()),
                        "Access plan for prod: nothing to do; 1 becomes cluster-admin\n"));
    }

    @Test
    void administrators_comeInOrderOfWeight_thenTheOthersByTheLevelThatTheyGain() {
        AccessModel before = ClusterAccess.of(List.of(
                entry("leaves-cluster", AccessPolicy.CLUSTER_ADMIN, EVERYWHERE),
                entry("leaves-team", AccessPolicy.ADMIN, TEAM),
                entry("stays", AccessPolicy.CLUSTER_ADMIN, EVERYWHERE),
                entry("a-loser", AccessPolicy.EDIT, TEAM)));
        AccessModel after = ClusterAccess.of(List.of(
                entry("a-viewer", AccessPolicy.VIEW, TEAM),
                entry("leaves-cluster", AccessPolicy.ADMIN, TEAM),
                entry("stays", AccessPolicy.CLUSTER_ADMIN, EVERYWHERE),
                entry("the-editor", AccessPolicy.EDIT, TEAM),
                entry("the-team-admin", AccessPolicy.ADMIN, TEAM),
                entry("z-lord-of-all-teams", AccessPolicy.ADMIN, EVERYWHERE),
                entry("zz-evil", AccessPolicy.CLUSTER_ADMIN, EVERYWHERE)));
        RankedEffects effects = new RankedEffects(before.compare(after));

        assertThat(effects.all())
                .extracting(each -> each.change().subject().name().replaceAll(".*/", ""))
                .containsExactly(
                        "zz-evil",
                        "the-team-admin",
                        "z-lord-of-all-teams",
                        "leaves-cluster",
                        "leaves-team",
                        "the-editor",
                        "a-viewer",
                        "a-loser");
        assertThat(effects.administrators())
                .isEqualTo("1 becomes cluster-admin, 2 become admin of namespaces, 1 ceases to be cluster-admin,"
                        + " 1 ceases to be admin of namespaces");
    }

    @Test
    void hundredsOfRisks_areNotAnEmptyTable() {
        List<Risk> risks = IntStream.range(0, 320)
                .mapToObj(i -> Risk.builder()
                        .kind(RiskKind.INCOMPLETE)
                        .severity(i == 319 ? Severity.CRITICAL : Severity.HIGH)
                        .source("role-" + i)
                        .summary("finding " + i)
                        .exposures(List.of(Exposure.builder()
                                .subject(new Subject.User("dev"))
                                .places(List.of(Where.cluster()))
                                .ground("by " + i)
                                .shownBy(null)
                                .build()))
                        .build())
                .toList();
        String text = ResultReport.of("prod", risks).render(ResultFormat.MARKDOWN);

        assertThat(text.length()).isBetween(60_000, MarkdownPage.MOST_CHARACTERS);
        assertThat(ResultChecks.lines(text, "| " + Severity.CRITICAL, "| " + Severity.HIGH))
                .hasSizeGreaterThan(200)
                .first()
                .asString()
                .contains("finding 319");
    }

    @Test
    void hundredsOfFindings_areAllListedBeforeWhatIsFolded() {
        List<Finding> findings = IntStream.range(0, 401)
                .mapToObj(i -> Finding.of(
                        Finding.Kind.PRINCIPAL_GONE,
                        PrincipalArn.role("111122223333", "foreign-" + i),
                        "is of another account"))
                .toList();
        String text = ResultReport.of(AccessPlan.builder()
                        .from(EveryChange.plan())
                        .findings(findings)
                        .notices(findings)
                        .effects(ClusterAccess.of(List.of()).compare(crowdAnd()))
                        .build())
                .render(ResultFormat.MARKDOWN);

        assertThat(text.length()).isLessThanOrEqualTo(MarkdownPage.MOST_CHARACTERS);
        assertThat(ResultChecks.lines(text, "- ` principal-gone")).hasSize(401);
        assertThat(text).contains("<summary>Effect on 400 subjects</summary>", "are left out");
    }

    @Test
    void listTooLongForItsPlace_isNeverAnnouncedWithoutItems() {
        ResultPage page = new ResultPage();
        page.items("1 finding has to be signed off:", List.of(new ResultPage.Item("x".repeat(70_000), "")));
        page.table(List.of("A"), List.of(List.of("shown")));

        assertThat(MarkdownPage.of(page))
                .contains("**1 finding has to be signed off:**\n\n- 1 too long for here\n", "| shown |");
    }
}
