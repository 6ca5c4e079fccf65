package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import static io.github.accessentries.testkit.internal.kubernetes.admission.rbac.GuardedStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacAdmissionTest {

    private static final KubernetesUser MASTER = user("root", "system:masters", "system:authenticated");
    private static final KubernetesUser ANA = user("ana", "devs", "system:authenticated");
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final String BIND_VIEW = """
            {"metadata": {"name": "b", "namespace": "team-a"}, "roleRef": {"kind": "ClusterRole", "name": "view"},
             "subjects": [{"kind": "User", "name": "eve"}]}""";

    private final GuardedStore cluster = new GuardedStore();

    /** Gives Ana a role of the whole cluster. */
    private void give(String rules) {
        cluster.put(MASTER, "ClusterRole", "{\"metadata\": {\"name\": \"own\"}, \"rules\": " + rules + "}");
        cluster.put(MASTER, "ClusterRoleBinding", """
                {"metadata": {"name": "own"}, "roleRef": {"kind": "ClusterRole", "name": "own"},
                 "subjects": [{"kind": "User", "name": "ana"}]}""");
    }

    @Test
    void roleWithMoreThanOneHas_isForbidden_inTheWordsOfKubernetes() {
        give("[{\"apiGroups\": [\"\"], \"resources\": [\"pods\"], \"verbs\": [\"get\"]}]");

        assertThat(cluster.refusal(ANA, "Role", """
                {"metadata": {"name": "r", "namespace": "team-a"}, "rules": [
                  {"apiGroups": [""], "resources": ["pods", "secrets"], "verbs": ["get", "list"]},
                  {"apiGroups": ["apps"], "resources": ["deployments"], "resourceNames": ["web"], "verbs": ["patch"]}]}""")).isEqualTo("""
                        403 roles.rbac.authorization.k8s.io "r" is forbidden: user "ana" (groups=["devs" \
                        "system:authenticated"]) is attempting to grant RBAC permissions not currently held:
                        {APIGroups:[""], Resources:["pods"], Verbs:["list"]}
                        {APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}
                        {APIGroups:["apps"], Resources:["deployments"], ResourceNames:["web"], Verbs:["patch"]}""");
    }

    @Test
    void clusterAdminRole_isNamedAsItStands() {
        assertThat(cluster.refusal(ANA, "ClusterRoleBinding", """
                {"metadata": {"name": "b"}, "roleRef": {"kind": "ClusterRole", "name": "cluster-admin"},
                 "subjects": [{"kind": "User", "name": "ana"}]}""")).endsWith("""
                        not currently held:
                        {APIGroups:["*"], Resources:["*"], Verbs:["*"]}
                        {NonResourceURLs:["*"], Verbs:["*"]}""");
    }

    @Test
    void whatOtherAuthorizersAllow_doesNotCountAsHeld_butTheVerbsOfThemDo() {
        GuardedStore byPolicy =
                new GuardedStore((user, request) -> List.of("bind", "escalate").contains(request.verb())
                        ? Decision.of(List.of(), List.of())
                        : Decision.of(List.of(new GrantedToMasters()), List.of()));
        assertThat(byPolicy.refusal(ANA, "RoleBinding", BIND_VIEW)).startsWith("403 rolebindings." + GROUP + " \"b\"");

        GuardedStore byVerbs =
                new GuardedStore((user, request) -> Decision.of(List.of(new GrantedToMasters()), List.of()));
        assertThat(byVerbs.refusal(ANA, "RoleBinding", BIND_VIEW)).isEmpty();
    }

    @Test
    void bind_isAskedForTheRole_inTheNamespaceOfTheBinding() {
        give("[{\"apiGroups\": [\"" + GROUP
                + "\"], \"resources\": [\"clusterroles\"], \"resourceNames\": [\"view\"], \"verbs\": [\"bind\"]}]");

        assertThat(cluster.refusal(ANA, "RoleBinding", BIND_VIEW)).isEmpty();
        assertThat(cluster.refusal(ANA, "RoleBinding", BIND_VIEW.replace("view", "edit")))
                .startsWith("403 ");
    }

    @Test
    void bindingToARoleThatDoesNotExist_isNotFound_unlessOneMayBindIt() {
        String binding = BIND_VIEW.replace("ClusterRole", "Role").replace("view", "x");

        assertThat(cluster.refusal(ANA, "RoleBinding", binding)).isEqualTo("404 roles." + GROUP + " \"x\" not found");
        assertThat(cluster.refusal(MASTER, "RoleBinding", binding)).isEmpty();
    }

    @Test
    void whoMayEscalate_writesAnyRole() {
        give("[{\"apiGroups\": [\"" + GROUP + "\"], \"resources\": [\"roles\"], \"verbs\": [\"escalate\"]}]");

        assertThat(cluster.refusal(ANA, "Role", """
                {"metadata": {"name": "r", "namespace": "a"},
                 "rules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]}""")).isEmpty();
    }

    @Test
    void aggregationRule_needsEverything() {
        String gathering = """
                {"metadata": {"name": "g"}, "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"x": "y"}}]}}""";

        assertThat(cluster.refusal(ANA, "ClusterRole", gathering))
                .isEqualTo("403 clusterroles." + GROUP
                        + " \"g\" is forbidden: must have cluster-admin privileges to use the aggregationRule");
        assertThat(cluster.refusal(MASTER, "ClusterRole", gathering)).isEmpty();
        assertThat(cluster.refusal(ANA, "ClusterRole", "{\"metadata\": {\"name\": \"g\"}}"))
                .endsWith("must have cluster-admin privileges to use the aggregationRule");
    }

    @Test
    void aggregatedRole_hasTheRulesOfThoseThatItSelects_atOnce() {
        cluster.put(MASTER, "ClusterRole", """
                {"metadata": {"name": "widgets", "labels": {"rbac.authorization.k8s.io/aggregate-to-view": "true"}},
                 "rules": [{"apiGroups": ["x.io"], "resources": ["widgets"], "verbs": ["get"]}]}""");

        assertThat(clusterRole("view")).contains("widgets");
        assertThat(clusterRole("edit")).contains("widgets");
        assertThat(clusterRole("admin")).contains("widgets");

        cluster.delete(MASTER, "ClusterRole", new ObjectKey("", "widgets"));

        assertThat(clusterRole("admin")).doesNotContain("widgets").contains("rolebindings");
    }

    @Test
    void defaults_areWhatAggregationMakesOfThem() {
        long version = cluster.store.version();
        cluster.put(MASTER, "ClusterRole", "{\"metadata\": {\"name\": \"other\"}, \"rules\": []}");

        assertThat(cluster.store.version()).isEqualTo(version + 1);
    }

    private String clusterRole(String name) {
        return cluster.store
                .get(GuardedStore.type("ClusterRole").groupResource(), new ObjectKey("", name))
                .map(role -> role.json().get("rules").toString())
                .orElseThrow();
    }

    @Test
    void groupsOfABinding_areFilledIn() {
        KubeObject stored = cluster.put(MASTER, "RoleBinding", BIND_VIEW);

        assertThat(stored.json().get("roleRef"))
                .hasToString("{\"kind\":\"ClusterRole\",\"name\":\"view\",\"apiGroup\":\"" + GROUP + "\"}");
        assertThat(stored.json().get("subjects").toString()).contains("\"apiGroup\":\"" + GROUP + "\"");
    }

    @Test
    void garbageCollection_mayWriteWhatItNeeds() {
        cluster.put(MASTER, "RoleBinding", BIND_VIEW);

        assertThat(cluster.refusal(
                        ANA,
                        "RoleBinding",
                        BIND_VIEW.replace(
                                "\"namespace\": \"team-a\"", "\"namespace\": \"team-a\", \"labels\": {\"a\": \"b\"}")))
                .startsWith("403 ");
        KubeObject stored = cluster.store
                .get(GuardedStore.type("RoleBinding").groupResource(), new ObjectKey("team-a", "b"))
                .orElseThrow();
        KubeObject written =
                stored.withMetadata(metadata -> metadata.add("finalizers", new com.google.gson.JsonArray()));
        assertThat(cluster.put(ANA, written).name()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Role | {'metadata': {'name': 'r', 'namespace': 'a'}, 'rules': [{'apiGroups': [''], 'resources': ['pods']}]} |"
                        + " rules[0].verbs: Required value: verbs must contain at least one value",
                "Role | {'metadata': {'name': 'r', 'namespace': 'a'}, 'rules': [{'nonResourceURLs': ['/x'], 'verbs': ['get']}]} |"
                        + " rules[0].nonResourceURLs: Invalid value: []string{'/x'}: namespaced rules cannot apply to"
                        + " non-resource URLs",
                "ClusterRole | {'metadata': {'name': 'r'}, 'rules': [{'verbs': ['get']}]} | [rules[0].apiGroups: Required value:"
                        + " resource rules must supply at least one api group, rules[0].resources: Required value: resource"
                        + " rules must supply at least one resource]",
                "ClusterRoleBinding | {'metadata': {'name': 'b'}, 'roleRef': {'kind': 'ClusterRole', 'name': 'a%b'}} |"
                        + " roleRef.name: Invalid value: 'a%b': may not contain '%'",
                "ClusterRole | {'metadata': {'name': 'r'}, 'aggregationRule': {}} | aggregationRule.clusterRoleSelectors:"
                        + " Required value: at least one clusterRoleSelector required if aggregationRule is non-nil",
                "ClusterRoleBinding | {'metadata': {'name': 'b'}, 'roleRef': {'kind': 'Role', 'name': 'r'}} | roleRef.kind:"
                        + " Unsupported value: 'Role': supported values: 'ClusterRole'",
                "ClusterRoleBinding | {'metadata': {'name': 'b'}, 'roleRef': {'kind': 'ClusterRole', 'name': 'r'}, 'subjects':"
                        + " [{'kind': 'ServiceAccount', 'name': 'x'}]} | subjects[0].namespace: Required value",
                "RoleBinding | {'metadata': {'name': 'b', 'namespace': 'a'}, 'roleRef': {'kind': 'ClusterRole', 'name': 'r'},"
                        + " 'subjects': [{'kind': 'Team', 'name': 'x'}]} | subjects[0].kind: Unsupported value: 'Team':"
                        + " supported values: 'ServiceAccount', 'User', 'Group'",
                "RoleBinding | {'metadata': {'name': 'b', 'namespace': 'a'}, 'roleRef': {'apiGroup': 'x', 'kind': 'ClusterRole',"
                        + " 'name': 'r'}} | roleRef.apiGroup: Unsupported value: 'x': supported values:"
                        + " 'rbac.authorization.k8s.io'",
            })
    void objectThatCannotBe_isInvalid(String kind, String json, String causes) {
        assertThat(cluster.refusal(MASTER, kind, json.replace('\'', '"')).replace('"', '\''))
                .startsWith("422 " + kind + "." + GROUP + " '")
                .endsWith(" is invalid: " + causes.replace("~", ""));
    }

    @Test
    void roleRef_cannotChange() {
        cluster.put(MASTER, "RoleBinding", BIND_VIEW);

        assertThat(cluster.refusal(MASTER, "RoleBinding", BIND_VIEW.replace("\"view\"", "\"edit\"")))
                .isEqualTo("422 RoleBinding." + GROUP + " \"b\" is invalid: roleRef: Invalid value:"
                        + " rbac.RoleRef{APIGroup:\"" + GROUP
                        + "\", Kind:\"ClusterRole\", Name:\"edit\"}: cannot change"
                        + " roleRef");
    }

    @Test
    void names_mayHoldColons() {
        assertThat(cluster.refusal(MASTER, "ClusterRole", "{\"metadata\": {\"name\": \"system:x:y\"}}"))
                .isEmpty();
    }
}
