package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is granted by a custom policy is told as the policy, if the objects agree that it is; it gives the same anyway. */
class CustomPolicyNamesTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final AccessRequest QUESTION =
            AccessRequest.of("get", "pods").inNamespace("team-a");
    /** printf '["team-a","team-a-*"]' | sha256sum */
    private static final String GROUP = "access-entries:team-operator:a20c59fdf4";

    private static final String CLUSTER = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: team-a}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: access-entries:team-operator
              labels: {access-entries.github.io/policy: team-operator, team: a}
            rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: other}
            rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata:
              name: GROUP
              namespace: team-a
              labels: {access-entries.github.io/policy: team-operator}
              annotations: {access-entries.github.io/scope: '["team-a","team-a-*"]'}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "access-entries:team-operator"}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: GROUP}]
            """.replace("GROUP", GROUP);

    @Test
    void decisions_whoCan_andReports_nameThePolicy() {
        AccessModel model = model(CLUSTER);

        Reason reason = reason(model);

        assertThat(reason)
                .isInstanceOf(GrantedByCustomPolicy.class)
                .hasToString("custom policy team-operator in namespaces team-a, team-a-*, by group " + GROUP);
        assertThat(reason.text())
                .isEqualTo("RBAC: allowed by RoleBinding \"" + GROUP + "/team-a\" of ClusterRole"
                        + " \"access-entries:team-operator\" to Group \"" + GROUP + "\"");
        assertThat(model.whoCan(QUESTION).holders().get(0).reasons()).containsExactly(reason);
        assertThat(model.permissionsOf(new Subject.Principal(DEV)).all().get(0).reasons())
                .containsExactly(reason);
        assertThat(model.authorizer()
                        .decide(
                                model.userOf(new Subject.Principal(DEV)).orElseThrow(),
                                AccessRequest.of("get", "pods").inNamespace("team-b"))
                        .nearest())
                .singleElement()
                .asString()
                .startsWith("custom policy team-operator in namespaces team-a, team-a-* of group")
                .contains("it lacks namespace team-b");
        AccessReport report = AccessReport.of(model);
        for (ReportFormat format : ReportFormat.values()) {
            String text = report.render(format);
            assertThat(text).as(format.toString()).doesNotContain("RoleBinding").doesNotContain("ClusterRole ");
        }
        assertThat(report.render(ReportFormat.CSV)).contains("team-operator in team-a, team-a-*");
        assertThat(report.render(ReportFormat.DOT)).contains("custom policy team-operator");
    }

    /** Each part that disagrees takes the name away, and nothing else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels: {access-entries.github.io/policy: team-operator}              | labels: {access-entries.github.io/policy: team-viewer}",
                "labels: {access-entries.github.io/policy: team-operator}              | labels: {}",
                "annotations: {access-entries.github.io/scope: '[\"team-a\",\"team-a-*\"]'} | annotations: {}",
                "annotations: {access-entries.github.io/scope: '[\"team-a\",\"team-a-*\"]'} | annotations: {access-entries.github.io/scope: '[\"team-a\"]'}",
                "annotations: {access-entries.github.io/scope: '[\"team-a\",\"team-a-*\"]'} | annotations: {access-entries.github.io/scope: '[]'}",
                "annotations: {access-entries.github.io/scope: '[\"team-a\",\"team-a-*\"]'} | annotations: {access-entries.github.io/scope: '[\"team-a\", \"team-a-*\"]'}",
                "name: \"access-entries:team-operator\"}                                | name: other}",
            },
            quoteCharacter = '`')
    void whatDoesNotAgree_isOnlyABinding(String written, String instead) {
        String cluster = CLUSTER.replace(written, instead);

        Reason reason = reason(model(cluster));

        assertThat(cluster).isNotEqualTo(CLUSTER);
        assertThat(reason).isNotInstanceOf(GrantedByCustomPolicy.class);
        assertThat(reason.toString()).isEqualTo(reason.text());
    }

    @Test
    void aBindingOfAnotherName_isOnlyABinding() {
        AccessModel model =
                model(CLUSTER.replace("  name: " + GROUP + "\n", "  name: access-entries:team-operator:cluster\n"));

        assertThat(reason(model)).isNotInstanceOf(GrantedByCustomPolicy.class);
    }

    @Test
    void whoElseIsNamedByThePolicysBinding_hasThatBinding() {
        AccessModel model = model(CLUSTER.replace("kind: Group, name: " + GROUP, "kind: Group, name: devs"));

        assertThat(reason(model)).isNotInstanceOf(GrantedByCustomPolicy.class);
    }

    private static Reason reason(AccessModel model) {
        return model.authorizer()
                .decide(model.userOf(new Subject.Principal(DEV)).orElseThrow(), QUESTION)
                .reasons()
                .get(0);
    }

    private static AccessModel model(String cluster) {
        return ClusterAccess.builder()
                .rbac(RbacObjects.parse(cluster))
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .addGroups(GROUP, "devs")
                        .build()))
                .build();
    }
}
