package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeQuestionTest {

    private static final AccessQuestion SECRETS = AccessQuestion.of("get", "secrets");
    private static final String DEV = "arn:aws:iam::111122223333:role/dev";
    private static final String MASTERS = "Group \"system:masters\": all (group system:masters)";

    private static final String CLUSTER = """
            - kind: ClusterRole
              metadata: {name: secrets}
              rules:
              - {verbs: [get, list], apiGroups: [""], resources: [secrets]}
              - {verbs: [get], apiGroups: [""], resources: [nodes, namespaces]}
              - {verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles]}
            - kind: Role
              metadata: {name: db, namespace: shop}
              rules:
              - {verbs: [get], apiGroups: [""], resources: [secrets], resourceNames: [db]}
              - {verbs: [patch, deletecollection], apiGroups: [""], resources: [secrets], resourceNames: [db]}
              - {verbs: [get], apiGroups: [""], resources: [secrets], resourceNames: [cache]}
            - kind: ClusterRoleBinding
              metadata: {name: all-secrets}
              roleRef: {kind: ClusterRole, name: secrets}
              subjects: [{kind: Group, name: ops}]
            - kind: RoleBinding
              metadata: {name: shop-secrets, namespace: shop}
              roleRef: {kind: ClusterRole, name: secrets}
              subjects: [{kind: User, name: ana}]
            - kind: RoleBinding
              metadata: {name: db, namespace: shop}
              roleRef: {kind: Role, name: db}
              subjects: [{kind: ServiceAccount, name: bot, namespace: shop}, {kind: User, name: ana}]
            """;

    private static final AccessModel MODEL = ReadCluster.builder()
            .entries(List.of(entry("dev")
                    .addPolicies(PolicyAssociation.of(
                            AccessPolicy.of("AmazonEKSSecretReaderPolicy"), AccessScope.namespaces("team-*")))
                    .build()))
            .rbac(RbacObjects.reader().allBindings().read(CLUSTER))
            .build();

    private static AccessEntry.Builder entry(String role) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", role))
                .username(role);
    }

    private static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        SECRETS,
                        List.of(
                                DEV + ": in team-*: get secrets (AmazonEKSSecretReaderPolicy in team-*)",
                                "User \"ana\": in shop: get secrets (user ana by RoleBinding shop-secrets in shop);"
                                        + " in shop: get secrets named cache, db (user ana by RoleBinding db in shop)",
                                "Group \"ops\": all (group ops by ClusterRoleBinding all-secrets)",
                                MASTERS,
                                "ServiceAccount \"bot/shop\": in shop: get secrets named cache, db"
                                        + " (service account bot/shop by RoleBinding db in shop)")),
                Arguments.of(
                        SECRETS.inNamespace("team-a").named("db"),
                        List.of(
                                DEV + ": all (AmazonEKSSecretReaderPolicy in team-*)",
                                "Group \"ops\": all (group ops by ClusterRoleBinding all-secrets)",
                                MASTERS)),
                Arguments.of(
                        AccessQuestion.builder()
                                .addVerbs("list", "patch", "deletecollection")
                                .addResources("secrets", "configmaps")
                                .addNamespaces("shop")
                                .build(),
                        List.of(
                                "User \"ana\": in shop: list secrets (user ana by RoleBinding shop-secrets in shop);"
                                        + " in shop: patch secrets named db (user ana by RoleBinding db in shop)",
                                "Group \"ops\": in shop: list secrets (group ops by ClusterRoleBinding all-secrets)",
                                MASTERS,
                                "ServiceAccount \"bot/shop\": in shop: patch secrets named db"
                                        + " (service account bot/shop by RoleBinding db in shop)")),
                Arguments.of(
                        AccessQuestion.builder()
                                .addResources("secrets")
                                .build()
                                .named("db")
                                .inNamespace("shop"),
                        List.of(
                                "User \"ana\": in shop: get, list secrets named db (user ana by RoleBinding shop-secrets in"
                                        + " shop); in shop: get, patch secrets named db (user ana by RoleBinding db in shop)",
                                "Group \"ops\": in shop: get, list secrets named db"
                                        + " (group ops by ClusterRoleBinding all-secrets)",
                                MASTERS,
                                "ServiceAccount \"bot/shop\": in shop: get, patch secrets named db"
                                        + " (service account bot/shop by RoleBinding db in shop)")),
                Arguments.of(
                        AccessQuestion.of("get", "nodes"),
                        List.of("Group \"ops\": all (group ops by ClusterRoleBinding all-secrets)", MASTERS)),
                Arguments.of(
                        AccessQuestion.of("get", "namespaces").named("shop"),
                        List.of(
                                "User \"ana\": all (user ana by RoleBinding shop-secrets in shop)",
                                "Group \"ops\": all (group ops by ClusterRoleBinding all-secrets)",
                                MASTERS)),
                Arguments.of(
                        AccessQuestion.builder().addVerbs("bind").build(),
                        List.of(
                                "User \"ana\": in shop: bind clusterroles.rbac.authorization.k8s.io"
                                        + " (user ana by RoleBinding shop-secrets in shop)",
                                "Group \"ops\": cluster-wide: bind clusterroles.rbac.authorization.k8s.io"
                                        + " (group ops by ClusterRoleBinding all-secrets)",
                                MASTERS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whoCan_saysWhichPartEverybodyHas(AccessQuestion question, List<String> answer) {
        Holders holders = MODEL.whoCan(question);

        assertThat(holders).extracting(Holder::summary).containsExactlyElementsOf(answer);
        assertThat(holders).extracting(Holder::toString).containsExactlyElementsOf(answer);
        assertThat(holders.isCertain()).isTrue();
    }

    @Test
    void rulesOfOneRole_areToldAsOne() {
        AccessModel model = ReadCluster.builder()
                .rbac(RbacObjects.reader().allBindings().read("""
                        - kind: ClusterRole
                          metadata: {name: many}
                          rules:
                          - {verbs: [get], apiGroups: [""], resources: [secrets], resourceNames: [db]}
                          - {verbs: [get], apiGroups: [""], resources: [secrets]}
                          - {verbs: [list], apiGroups: [""], resources: [secrets]}
                          - {verbs: [get, list], apiGroups: [""], resources: [configmaps, secrets]}
                        - kind: ClusterRoleBinding
                          metadata: {name: many}
                          roleRef: {kind: ClusterRole, name: many}
                          subjects: [{kind: Group, name: team}]
                        """))
                .build();

        assertThat(model
                        .whoCan(AccessQuestion.builder()
                                .addVerbs("get", "list", "watch")
                                .addResources("secrets", "configmaps")
                                .build())
                        .stream())
                .extracting(Holder::summary)
                .contains("Group \"team\": cluster-wide: get, list configmaps, secrets"
                        + " (group team by ClusterRoleBinding many)");
        assertThat(model.whoCan(SECRETS))
                .extracting(Holder::summary)
                .contains("Group \"team\": all (group team by ClusterRoleBinding many)");
    }

    @Test
    void principal_hasWhatItsGroupsHave_andASessionWhatItHasBesides() {
        AccessModel model = ReadCluster.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(PrincipalArn.role("111122223333", "dev"))
                        .username("dev:{{SessionName}}")
                        .addGroups("team")
                        .build()))
                .rbac(RbacObjects.reader().allBindings().read("""
                        - {kind: ClusterRole, metadata: {name: one}, rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
                        - kind: RoleBinding
                          metadata: {name: team, namespace: shop}
                          roleRef: {kind: ClusterRole, name: one}
                          subjects: [{kind: Group, name: team}, {kind: User, name: "dev:bob"}]
                        - kind: RoleBinding
                          metadata: {name: ana, namespace: payments}
                          roleRef: {kind: ClusterRole, name: one}
                          subjects: [{kind: User, name: "dev:ana"}]
                        """))
                .build();

        assertThat(model.whoCan(SECRETS).stream().filter(holder -> holder.subject() instanceof Subject.Principal))
                .extracting(Holder::summary)
                .containsExactly(
                        DEV + ": in shop: get secrets (group team by RoleBinding team in shop)",
                        DEV + " as \"dev:ana\": in payments: get secrets (user dev:ana by RoleBinding ana in payments);"
                                + " in shop: get secrets (group team by RoleBinding team in shop)");
    }

    @Test
    void nodes_areInTheAnswer_withTheirDoubt() {
        AccessModel model = ReadCluster.of(List.of(entry("node")
                .username("system:node:{{EC2PrivateDNSName}}")
                .addGroups("system:nodes")
                .type(EntryType.EC2_LINUX)
                .build()));

        Holders secrets = model.whoCan(SECRETS.inNamespace("shop"));

        assertThat(secrets.holders().get(0).summary())
                .startsWith("arn:aws:iam::111122223333:role/node: perhaps [the Node authorizer of the cluster");
        assertThat(secrets.isCertain()).isFalse();
        assertThat(model.whoCan(AccessQuestion.of("delete", "secrets")))
                .extracting(Holder::summary)
                .containsExactly(MASTERS);
    }

    @Test
    void partOfAPrincipal_keepsTheDoubtAboutTheRest() {
        AccessModel model = ReadCluster.of(List.of(entry("dev")
                .addPolicies(
                        PolicyAssociation.of(AccessPolicy.AUTO_NODE, AccessScope.clusterWide()),
                        PolicyAssociation.of(
                                AccessPolicy.of("AmazonEKSSecretReaderPolicy"), AccessScope.namespaces("team-a")))
                .build()));

        assertThat(model.whoCan(SECRETS).holders().get(0)).satisfies(holder -> {
            assertThat(holder.allowed()).isTrue();
            assertThat(holder.hasAll()).isFalse();
            assertThat(holder.summary())
                    .contains(
                            "in team-a: get secrets (AmazonEKSSecretReaderPolicy in team-a); perhaps more [the rules of");
        });
        assertThat(model.whoCan(SECRETS).isCertain()).isFalse();
        assertThat(model.whoCan(SECRETS.inNamespace("team-a")).isCertain()).isTrue();
    }

    @Test
    void misspeltPartAndRoleThatWasNotRead_areDoubts() {
        AccessModel model = ReadCluster.builder()
                .rbac(RbacObjects.reader().allBindings().read("""
                        - kind: RoleBinding
                          metadata: {name: lost, namespace: shop}
                          roleRef: {kind: ClusterRole, name: lost}
                          subjects: [{kind: Group, name: team}]
                        """))
                .build();

        assertThat(model.whoCan(SECRETS).doubts()).singleElement().asString().contains("\"lost\"");
        assertThat(model.whoCan(SECRETS.inNamespace("sh*")).doubts()).hasSize(1);
        assertThat(model.whoCan(SECRETS.inNamespace("payments")).isCertain()).isTrue();
        assertThat(model.whoCan(AccessQuestion.builder()
                                .addVerbs("get", "read")
                                .addResources("pods", "deployments")
                                .addNamespaces("payments", "Payments")
                                .build())
                        .doubts())
                .anyMatch(doubt -> doubt.contains("did you mean deployments.apps?"))
                .anyMatch(doubt -> doubt.contains("the verb \"read\" on pods; did you mean get?"))
                .anyMatch(doubt -> doubt.contains("did you mean payments?"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-a", "team-*", "*"})
    void nodesOfANamespace_orOfAPattern_areNothingToAskAbout(String namespace) {
        Holders holders = MODEL.whoCan(AccessQuestion.of("get", "nodes").inNamespace(namespace));

        assertThat(holders.isCertain()).isFalse();
        assertThat(holders.doubts()).singleElement().asString().startsWith("nodes are in no namespace");
        assertThat(MODEL.whoCan(SECRETS.inNamespace(namespace)).doubts()).isEmpty();
    }
}
