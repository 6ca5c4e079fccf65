package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.Seeds;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Risks;
import io.github.accessentries.risk.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who can do something, and what is risky, handed on. */
class QuestionResultTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static final RbacObjects RBAC = RbacObjects.reader().allBindings().read("""
            - {kind: ClusterRole, metadata: {name: reader}, rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
            - kind: Role
              metadata: {name: db, namespace: payments}
              rules: [{verbs: [get], apiGroups: [""], resources: [secrets], resourceNames: [db]}]
            - kind: ClusterRoleBinding
              metadata: {name: ops-view}
              roleRef: {kind: ClusterRole, name: reader}
              subjects: [{kind: Group, name: ops}]
            - kind: RoleBinding
              metadata: {name: db, namespace: payments}
              roleRef: {kind: Role, name: db}
              subjects: [{kind: ServiceAccount, name: bot, namespace: shop}]
            """);

    private static final AccessModel MODEL =
            ClusterAccess.builder().rbac(RBAC).awsAuth(AwsAuth.none()).build();

    private static final AccessQuestion SECRETS =
            AccessQuestion.of("get", "secrets").inNamespace("payments");

    private static final List<Risk> RISKS = Risks.of(MODEL, RBAC, AwsAuth.none());

    static LongStream seeds() {
        return Seeds.of(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anything_isBySchema_andNoNameIsMore(long seed) {
        NastyNames names = new NastyNames(seed);

        ResultChecks.all(names.whoCan());
        ResultChecks.all(ResultReport.of(names.name(), names.risks()));
    }

    @Test
    void whoCan_beginsWithThoseWhoHaveAll() {
        ResultReport result =
                ResultReport.of("prod", SECRETS, MODEL.whoCan(SECRETS)).at(NOON);

        assertThat(result.render(ResultFormat.MARKDOWN)).isEqualTo("""
                ### Who can get secrets in payments on prod: 2 have all of it, 1 has a part

                | Has all of it | By |
                |---|---|
                | Group "ops" | group ops by ClusterRoleBinding ops-view |
                | Group "system:masters" | group system:masters |

                <details open><summary>Only a part of it</summary>

                | Who | What | By | Perhaps more, because |
                |---|---|---|---|
                | ServiceAccount "bot/shop" | in payments: get secrets named db | service account bot/shop by RoleBinding db in payments |  |

                </details>

                Asked at 2026-11-27T12:00:00Z
                """);
        JsonObject json = ResultChecks.json(result);
        assertThat(json.get("question"))
                .hasToString("{\"text\":\"get secrets in payments\",\"verbs\":[\"get\"],\"resources\":[\"secrets\"],"
                        + "\"namespaces\":[\"payments\"]}");
        assertThat(json.get("certain").getAsBoolean()).isTrue();
        assertThat(json.get("counts")).hasToString("{\"all\":2,\"part\":1,\"perhaps\":0}");
        assertThat(json.getAsJsonArray("holders").get(2).toString())
                .contains(
                        "\"has\":\"part\"",
                        "\"parts\":[{\"namespaces\":[\"payments\"],\"rule\":{\"verbs\":[\"get\"],",
                        "\"text\":\"RBAC: allowed by RoleBinding",
                        "\"summary\":\"service account bot/shop by RoleBinding db in payments\"");
        assertThat(ResultChecks.csv(result))
                .contains(List.of(
                        "prod",
                        "get secrets in payments",
                        "service account",
                        "bot/shop",
                        "",
                        "part",
                        "payments",
                        "get secrets named db",
                        "service account bot/shop by RoleBinding db in payments",
                        ""));
    }

    @Test
    void whoCan_aRequest_isTellingItsParts() {
        AccessRequest request = AccessRequest.of("get", "deployments.apps/scale")
                .inNamespace("shop")
                .named("web");
        JsonObject json = ResultChecks.json(ResultReport.of("prod", request, MODEL.whoCan(request)));

        assertThat(json.get("request"))
                .hasToString(
                        "{\"text\":\"get deployments.apps/scale \\\"web\\\" in namespace shop\",\"verb\":\"get\",\"apiGroup\":\"apps\","
                                + "\"resource\":\"deployments\",\"subresource\":\"scale\",\"name\":\"web\",\"namespace\":\"shop\"}");
        assertThat(ResultReport.of("prod", request, MODEL.whoCan(request)).render(ResultFormat.TEXT))
                .startsWith(
                        "Who can get deployments.apps/scale \"web\" in namespace shop on prod: 1 can\n\nCan                     By\n");
    }

    @Test
    void risks_beginWithTheMostUrgent_inTheShapeOfTheReport() {
        ResultReport result = ResultReport.of("prod", RISKS).at(NOON);
        String report = AccessReport.of(MODEL).with(RISKS).render(ReportFormat.JSON);
        JsonObject json = ResultChecks.json(result);

        assertThat(RISKS).isNotEmpty();
        assertThat(result.render(ResultFormat.MARKDOWN))
                .startsWith(
                        "### Risks of prod: 1 high, 1 info\n\n| Severity | Finding | Concerns | Remedy |\n|---|---|---|---|\n| high | ");
        assertThat(report).contains("\"risks\":" + json.get("risks"));
        assertThat(json.get("counts")).hasToString("{\"critical\":0,\"high\":1,\"medium\":0,\"low\":0,\"info\":1}");
        assertThat(ResultChecks.csv(result))
                .hasSize(3)
                .element(1)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith("prod", "high", "secrets-read");
        assertThat(ResultReport.of("prod", List.of()).at(NOON).render(ResultFormat.MARKDOWN))
                .isEqualTo("### Risks of prod: none found\n\nLooked for at 2026-11-27T12:00:00Z\n");
    }

    @Test
    void whatIsUnknown_isNotFoldedAsSomethingNotToChange() {
        List<Risk> risks = Stream.of(RiskKind.SECRETS_READ, RiskKind.INCOMPLETE)
                .map(kind -> Risk.builder()
                        .kind(kind)
                        .severity(Severity.INFO)
                        .source("role-" + kind.id())
                        .summary("about-" + kind.id())
                        .exposures(List.of(Exposure.builder()
                                .subject(new Subject.User("dev"))
                                .places(List.of(Where.cluster()))
                                .ground("a binding")
                                .shownBy(null)
                                .build()))
                        .build())
                .toList();

        String text = ResultReport.of("prod", risks).render(ResultFormat.MARKDOWN);

        String fold = "Worth knowing at most: set up by Kubernetes or AWS, or too little to change anything";
        assertThat(text).containsSubsequence("| info | about-incomplete |", fold, "| info | about-secrets-read |");
        assertThat(text.substring(text.indexOf(fold))).doesNotContain("about-incomplete");
    }
}
