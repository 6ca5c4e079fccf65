package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that were not read, or not whole, are neither absent nor harmless. */
class UnreadRolesTest {

    private static final Subject DEVS = new Subject.Group("devs");
    private static final String TO_DEVS = "{kind: Group, name: devs}";
    private static final String BIND = "{verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [%s]}, "
            + "{verbs: [create], apiGroups: [rbac.authorization.k8s.io], resources: [%s]}";
    private static final String AGGREGATED = "{kind: ClusterRole, metadata: {name: grown}, aggregationRule: "
            + "{clusterRoleSelectors: [{matchLabels: {a: b}}]}, rules: []}";

    private final SmallCluster cluster = new SmallCluster();

    @ParameterizedTest(name = "bind {1} in \"{0}\"")
    @CsvSource(delimiter = '|', textBlock = """
            ''  | clusterroles], resourceNames: [gone   | clusterrolebindings | ClusterRole "gone" cluster-wide can be bound, and is not among
            ci  | clusterroles], resourceNames: [gone   | rolebindings        | ClusterRole "gone" in ci can be bound, and is not among
            ''  | clusterroles], resourceNames: [grown  | clusterrolebindings | ClusterRole "grown" cluster-wide can be bound, and its cluster may give it more
            ''  | clusterroles], resourceNames: [edit   | clusterrolebindings | ClusterRole "edit" cluster-wide can be bound, and counts as Kubernetes sets it up
            ci  | roles                                 | rolebindings        | any Role in ci can be bound, and there may be some that are not among
            ci  | roles], resourceNames: [gone          | rolebindings        | Role "gone" in ci can be bound, and is not among
            ''  | roles], resourceNames: [own           | rolebindings        | Role "own" in * can be bound, and is not among the RBAC objects that were read of every
            """)
    void bindingARoleThatIsNotKnown_isADoubtOfThePaths(String namespace, String bound, String made, String doubt) {
        cluster.give(namespace, BIND.formatted(bound, made), TO_DEVS)
                .object(AGGREGATED)
                .object("{kind: Role, metadata: {name: own, namespace: ci}, rules: []}");

        PowerPaths paths = cluster.paths();

        assertThat(paths.doubts()).anyMatch(each -> each.contains(doubt));
        assertThat(paths.doubtsAbout(DEVS)).anyMatch(each -> each.contains(doubt));
        assertThat(paths.doubtsAbout(new Subject.Group("system:masters"))).noneMatch(each -> each.contains(doubt));
    }

    @Test
    void defaultRoleThatWasNotRead_isBoundOnPathsToo() {
        cluster.give("", BIND.formatted("clusterroles], resourceNames: [edit", "clusterrolebindings"), TO_DEVS);

        assertThat(cluster.paths().from(DEVS))
                .first()
                .asString()
                .contains("full control of the cluster in 2 steps")
                .contains("can bind ClusterRole \"edit\"");
    }

    @ParameterizedTest(name = "{0} {1} {2} where {3} is bound to {4}")
    @CsvSource(delimiter = '|', textBlock = """
            create      | serviceaccounts/token | bot   | gone  | {kind: ServiceAccount, name: bot, namespace: ci}
            create      | serviceaccounts/token | bot   | gone  | {kind: Group, name: 'system:serviceaccounts'}
            create      | serviceaccounts/token | bot   | grown | {kind: ServiceAccount, name: bot, namespace: ci}
            impersonate | serviceaccounts       | bot   | gone  | {kind: ServiceAccount, name: bot, namespace: ci}
            impersonate | users                 | jane  | gone  | {kind: User, name: jane}
            impersonate | users                 | jane  | grown | {kind: User, name: jane}
            impersonate | groups                | ops   | gone  | {kind: Group, name: ops}
            bind        | clusterroles          | grown | gone  | {kind: Group, name: ops}
            """)
    void whatIsNotAllKnown_isNotCalledHarmless(String verb, String resource, String name, String role, String subject) {
        String group = verb.equals("bind") ? "rbac.authorization.k8s.io" : "";
        cluster.give(
                        "",
                        "{verbs: [" + verb + "], apiGroups: ['" + group + "'], resources: [" + resource
                                + "], resourceNames: [" + name + "]}",
                        TO_DEVS)
                .bind(role, subject)
                .object(AGGREGATED);
        RiskKind kind = verb.equals("create")
                ? RiskKind.TOKEN_CREATE
                : verb.equals("bind") ? RiskKind.BIND : RiskKind.IMPERSONATE;

        assertThat(cluster.risks(kind)).singleElement().satisfies(risk -> {
            assertThat(risk.severity()).isEqualTo(Severity.HIGH);
            assertThat(risk.summary()).contains(name + ", of which not everything is known");
        });
    }

    private static final String UNREADABLE = "{kind: ClusterRole, metadata: {name: gone}, rules: 5}";

    @Test
    void roleThatCouldNotBeRead_isNotAbsentFromAWholeCluster() {
        cluster.whole()
                .object(UNREADABLE)
                .give("", BIND.formatted("clusterroles], resourceNames: [gone", "clusterrolebindings"), TO_DEVS);

        assertThat(cluster.risks(RiskKind.BIND)).singleElement().satisfies(risk -> {
            assertThat(risk.severity()).isEqualTo(Severity.HIGH);
            assertThat(risk.summary()).contains("gone, of which nothing is known");
        });
        assertThat(cluster.paths().doubtsAbout(DEVS))
                .anyMatch(each -> each.contains("\"gone\" cluster-wide can be bound"));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void roleThatCouldNotBeRead_isNotMadeForCertain(boolean isThere, boolean isCertain) {
        String roles = "{verbs: [%s], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles]}";
        cluster.whole().give("", roles.formatted("escalate, create"), TO_DEVS).bind("gone", TO_DEVS);
        if (isThere) {
            cluster.object(UNREADABLE);
        }

        assertThat(cluster.paths().from(DEVS))
                .singleElement()
                .satisfies(path -> assertThat(path.isCertain()).isEqualTo(isCertain));
    }
}
