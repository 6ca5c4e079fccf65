package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles and bindings in files of desired access. */
class ObjectsFileTest {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DesiredAccessFile.schema());

    @Test
    void everythingThatCanBeSaid_isTheState_andComesBack() {
        String file = """
                version: 1
                variables: {team: team-a}
                entries: []
                roles:
                  - name: pod-reader
                    rules:
                      - {apiGroups: [""], resources: [pods, pods/log], resourceNames: [web], verbs: [get]}
                      - {nonResourceURLs: [/metrics], verbs: [get]}
                  - name: "deploys $${x}"
                    namespace: ${team}
                    rules: [{apiGroups: [apps], resources: [deployments], verbs: ["*"]}]
                bindings:
                  - {name: all, clusterRole: pod-reader, groups: ["${team}", other]}
                  - {name: deploys, namespace: "${team}", role: "deploys $${x}", users: [ana], serviceAccounts: [ci/deployer]}
                """;

        DesiredAccess access = DesiredAccessFile.reader().read(file);

        assertThat(access)
                .isEqualTo(DesiredAccess.builder()
                        .role(RbacRole.clusterRole(
                                "pod-reader",
                                Rule.builder()
                                        .addApiGroups("")
                                        .addResources("pods", "pods/log")
                                        .addResourceNames("web")
                                        .addVerbs("get")
                                        .build(),
                                Rule.builder()
                                        .addPaths("/metrics")
                                        .addVerbs("get")
                                        .build()))
                        .role(RbacRole.role(
                                "team-a",
                                "deploys ${x}",
                                Rule.builder()
                                        .addApiGroups("apps")
                                        .addResources("deployments")
                                        .addVerbs("*")
                                        .build()))
                        .binding(RbacBinding.clusterWide("all", "pod-reader", "team-a", "other"))
                        .binding(RbacBinding.builder()
                                .namespace("team-a")
                                .name("deploys")
                                .roleKind(RbacBinding.ROLE)
                                .role("deploys ${x}")
                                .addSubjects(RbacSubject.user("ana"), RbacSubject.serviceAccount("ci", "deployer"))
                                .build())
                        .build());
        String written = DesiredAccessFile.write(access);
        assertThat(DesiredAccessFile.reader().read(written)).isEqualTo(access);
        assertThat(SCHEMA.validate(written, InputFormat.YAML)).as(written).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "roles: [{rules: []}]                                      | line 3, roles[0]: has no name",
                "roles: [{name: a}]                                        | line 3, roles[0]: has no rules",
                "roles: [{name: a/b, rules: []}]                           | \"a/b\" cannot be the name of a role",
                "roles: [{name: a, namespace: A, rules: []}]               | \"A\" cannot be the name of a namespace",
                "roles: [{name: 'system:a', rules: []}]                    | begin with system: belong to Kubernetes",
                "roles: [{name: a, rules: [{verbs: [get]}]}]               | names neither resources with their API groups",
                "roles: [{name: a, rules: [{verbs: [get], verb: x}]}]      | roles[0].rules[0].verb: this field is unknown",
                "roles: [{name: a, rules: [{nonResourceURLs: [/x]}]}]      | a rule has no verbs",
                "roles: [{name: a, rules: []}, {name: a, rules: []}]       | ClusterRole \"a\" is listed more than once",
                "bindings: [{name: a, groups: [b]}]                        | needs either clusterRole or role",
                "bindings: [{name: a, role: r, groups: [b]}]               | a Role can only be bound in its namespace",
                "bindings: [{name: a, clusterRole: r, role: r}]            | needs either clusterRole or role",
                "bindings: [{name: a, clusterRole: r, groups: [' ']}]      | of a subject is blank",
                "bindings: [{name: a, clusterRole: r, serviceAccounts: [b]}] | write namespace/name",
                "bindings: [{name: a, clusterRole: '${who}', groups: [b]}] | who",
            })
    void fault_isToldWithItsPlace(String section, String fault) {
        assertThatThrownBy(() -> DesiredAccessFile.reader().read("version: 1\nentries: []\n" + section))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("line 3, ")
                .hasMessageContaining(fault);
    }

    @Test
    void roleOfPaths_inANamespace_isRefusedInCodeToo() {
        Rule paths = Rule.builder().addPaths("/metrics").addVerbs("get").build();

        assertThatThrownBy(() -> DesiredAccess.builder()
                        .role(RbacRole.role("team-a", "metrics", paths))
                        .build())
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("Role \"metrics/team-a\": a rule is for paths, which no namespace has");
    }
}
