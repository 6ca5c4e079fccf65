package io.github.accessentries.report;

import static io.github.accessentries.report.AccessReportTest.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports that do not show everything, and say so. */
class PartialReportTest {

    private static final RbacObjects RBAC = RbacObjects.parse("""
            - {kind: ClusterRole, metadata: {name: all}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
            - {kind: ClusterRole, metadata: {name: make}, rules: [{verbs: [create], apiGroups: [''], resources: [pods]}]}
            - kind: ClusterRoleBinding
              metadata: {name: admins}
              roleRef: {kind: ClusterRole, name: all}
              subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}, {kind: User, name: zoe}]
            - kind: RoleBinding
              metadata: {name: devs, namespace: ci}
              roleRef: {kind: ClusterRole, name: make}
              subjects: [{kind: Group, name: devs}, {kind: User, name: carl}]
            """);
    private static final RbacObjects NO_RBAC = RbacObjects.builder().whole(true).build();
    private static final AccessModel MODEL = ClusterAccess.builder()
            .entries(List.of(entry("dev").addGroups("devs").build()))
            .rbac(RBAC)
            .awsAuth(AwsAuth.none())
            .build();
    private static final AccessModel BEFORE =
            ClusterAccess.builder().from(MODEL).entries(List.of()).rbac(NO_RBAC).build();
    private static final Predicate<Subject> ZOE = subject -> subject.name().equals("zoe");

    private static AccessReport whole() {
        return more(AccessReport.of(MODEL));
    }

    private static AccessReport more(AccessReport report) {
        return report.with(Risks.of(MODEL, RBAC, AwsAuth.none()))
                .with(PowerPaths.of(MODEL, RBAC))
                .comparedWith(BEFORE);
    }

    private static JsonObject json(AccessReport report) {
        return JsonParser.parseString(report.render(ReportFormat.JSON)).getAsJsonObject();
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void about_isTheSameBeforeAndAfterWhatItSelectsFrom_andSaysSo(ReportFormat format) {
        String about = whole().about(ZOE).render(format);

        assertThat(more(AccessReport.of(MODEL).about(ZOE)).render(format)).isEqualTo(about);
        assertThat(about)
                .contains("Only 1 of " + whole().rows().size() + " subjects is shown")
                .contains("zoe");
        if (format != ReportFormat.HTML) {
            assertThat(about).doesNotContain("carl", "deployer");
        }
        assertThat(whole().render(format)).doesNotContain("subjects is shown");
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void unreadRbac_isToldInEveryFormat(ReportFormat format) {
        AccessReport unread = AccessReport.of(
                ClusterAccess.of(List.of(entry("dev").addGroups("devs").build())));

        assertThat(unread.render(format)).contains("RBAC was not read");
        assertThat(whole().render(format)).doesNotContain("RBAC was not read");
        assertThat(AccessReport.of(ClusterAccess.builder().rbac(NO_RBAC).build())
                        .render(format))
                .as("a cluster without any")
                .doesNotContain("RBAC was not read");
    }

    @Test
    void about_keepsOnlyItsOwnOfWhatConcernsMany() {
        JsonObject json = json(whole().about(ZOE.or(subject -> subject.name().equals("carl"))));

        assertThat(whole().risks()).anyMatch(risk -> risk.exposures().size() > 1);
        assertThat(whole().about(ZOE).risks())
                .isNotEmpty()
                .flatExtracting(Risk::exposures)
                .allMatch(exposure -> ZOE.test(exposure.subject()));
        assertThat(json.getAsJsonObject("comparison").getAsJsonArray("subjects"))
                .hasSize(2);
        assertThat(json.getAsJsonObject("paths").getAsJsonArray("shortest"))
                .singleElement()
                .asString()
                .contains("\"name\":\"carl\"", "\"members\":[]");
        assertThat(json.getAsJsonObject("about"))
                .hasToString("{\"subjects\":2,\"of\":" + whole().rows().size() + "}");
        assertThat(json(whole()).has("about")).isFalse();
    }
}
