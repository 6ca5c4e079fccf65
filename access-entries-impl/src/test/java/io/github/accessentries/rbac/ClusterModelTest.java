package io.github.accessentries.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.PolicyCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClusterModelTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team/dev");
    private static final AccessRequest GET_PODS =
            AccessRequest.of("get", "pods").inNamespace("team-a");
    private static final RbacObjects BINDINGS =
            RbacObjects.reader().allBindings().read("""
            - {kind: ClusterRole, metadata: {name: reader}, rules: [{verbs: [get, list], apiGroups: [""], resources: [pods]}]}
            - kind: RoleBinding
              metadata: {name: readers, namespace: team-a}
              roleRef: {kind: ClusterRole, name: reader}
              subjects: [{kind: Group, name: team}, {kind: User, name: "dev:ana"}, {kind: ServiceAccount, name: bot}]
            """);

    private static AccessEntry entry(PrincipalArn principal, String username, PolicyAssociation... policies) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(principal)
                .username(username)
                .addPolicies(policies)
                .build();
    }

    private static AccessEntry inTeam(PrincipalArn principal) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(principal)
                .username("x")
                .addGroups("team")
                .build();
    }

    private static AccessModel withPolicies(PolicyAssociation... policies) {
        return ReadCluster.of(List.of(entry(DEV, "dev", policies)));
    }

    private static PolicyAssociation everywhere(AccessPolicy policy) {
        return PolicyAssociation.of(policy, AccessScope.clusterWide());
    }

    private static PolicyAssociation in(AccessPolicy policy, String first, String... more) {
        return PolicyAssociation.of(policy, AccessScope.namespaces(first, more));
    }

    private static AwsAuth mapRole(String arn, String username, String group) {
        return AwsAuth.parse(Map.of(
                "mapRoles", "- {rolearn: \"" + arn + "\", username: \"" + username + "\", groups: [" + group + "]}"));
    }

    @Test
    void whoCan_joinsGroupsUpToThePrincipal() {
        AccessModel model = ReadCluster.builder()
                .entries(List.of(inTeam(DEV), entry(PrincipalArn.user("111122223333", "eve"), "eve")))
                .rbac(BINDINGS)
                .build();

        assertThat(model.whoCan(GET_PODS))
                .extracting(Holder::toString)
                .containsExactly(
                        DEV
                                + ": [RBAC: allowed by RoleBinding \"readers/team-a\" of ClusterRole \"reader\" to Group \"team\"]",
                        "User \"dev:ana\": [RBAC: allowed by RoleBinding \"readers/team-a\" of ClusterRole \"reader\" to User \"dev:ana\"]",
                        "Group \"system:masters\": [allowed by Group \"system:masters\", which may do everything]",
                        "Group \"team\": [RBAC: allowed by RoleBinding \"readers/team-a\" of ClusterRole \"reader\" to Group \"team\"]",
                        "ServiceAccount \"bot/team-a\": [RBAC: allowed by RoleBinding \"readers/team-a\" of ClusterRole \"reader\" to ServiceAccount \"bot/team-a\"]");
        assertThat(model.whoCan(GET_PODS.inNamespace("team-b")))
                .extracting(Holder::subject)
                .containsExactly(new Subject.Group("system:masters"));
    }

    @Test
    void whoCan_tellsTheSessionThatABindingIsFor() {
        AccessModel model = ReadCluster.builder()
                .entries(List.of(entry(DEV, "dev:{{SessionName}}")))
                .rbac(BINDINGS)
                .build();

        assertThat(model.whoCan(GET_PODS).holders().get(0)).satisfies(holder -> {
            assertThat(holder.subject()).isEqualTo(new Subject.Principal(DEV));
            assertThat(holder.session()).isEqualTo("dev:ana");
        });
    }

    @Test
    void whoCan_tellsOfWhomItCannotBeRuledOut() {
        AccessModel model = withPolicies(everywhere(AccessPolicy.AUTO_NODE));

        assertThat(model.whoCan(AccessRequest.of("get", "nodes")).holders().get(0))
                .satisfies(holder -> {
                    assertThat(holder.allowed()).isFalse();
                    assertThat(holder.doubts()).singleElement().asString().contains("AmazonEKSAutoNodePolicy");
                });
    }

    /** A name is what it is to the cluster, not what it is shown as. */
    @Test
    void groupWithHiddenCharacters_isItself_andNotTheNameThatItIsShownBy() {
        Subject dev = new Subject.Principal(DEV);
        AccessModel model = ClusterAccess.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev \u202E")
                        .addGroups("team\u202E")
                        .build()))
                .build();
        AccessModel mapped = ClusterAccess.builder()
                .awsAuth(mapRole(DEV.canonical(), "x\u202E", "team\u202E"))
                .build();

        assertThat(model.userOf(dev).orElseThrow().groups())
                .contains("team\u202E")
                .doesNotContain("team\\u202e");
        assertThat(model.userOf(dev).orElseThrow().username()).isEqualTo("dev \u202E");
        assertThat(mapped.userOf(new Subject.Principal(PrincipalArn.of(DEV.canonical())))
                        .orElseThrow()
                        .groups())
                .contains("team\u202E");
    }

    @Test
    void awsAuth_mapsPrincipals_whomNoEntryHides() {
        String mappedArn = DEV.canonical();
        ClusterAccess.Builder builder = ReadCluster.builder().rbac(BINDINGS).awsAuth(mapRole(mappedArn, "x", "team"));
        AccessModel mapped = builder.build();
        AccessModel hidden = builder.entries(List.of(entry(DEV, "dev"))).build();

        Subject role = new Subject.Principal(PrincipalArn.of(mappedArn));
        assertThat(mapped.subjects()).contains(role);
        assertThat(mapped.permissionsOf(role).allows(GET_PODS)).isTrue();
        assertThat(hidden.permissionsOf(role).allows(GET_PODS)).isFalse();
        assertThat(hidden.subjects()).contains(new Subject.Principal(DEV)).doesNotContain(role);
        assertThat(builder.authenticationMode(AuthenticationMode.CONFIG_MAP)
                        .build()
                        .permissionsOf(role)
                        .allows(GET_PODS))
                .as("without the API nothing hides it")
                .isTrue();
        assertThat(builder.entries(List.of())
                        .authenticationMode(AuthenticationMode.API)
                        .build()
                        .userOf(role))
                .as("without the ConfigMap nothing lets it in")
                .isEmpty();
    }

    @Test
    void awsAuth_roleWithItsPath_neverMatches_andThatOfIdentityCenterGetsItsPathBack() {
        String sso = "arn:aws:iam::111122223333:role/AWSReservedSSO_Dev_0123456789abcdef";

        assertThat(ReadCluster.builder()
                        .awsAuth(mapRole(DEV.toString(), "x", "team"))
                        .build()
                        .subjects())
                .containsExactly(new Subject.Group("system:masters"));
        assertThat(ReadCluster.builder()
                        .awsAuth(mapRole(sso, "x", "team"))
                        .build()
                        .subjects()
                        .get(0))
                .isInstanceOfSatisfying(
                        Subject.Principal.class,
                        principal -> assertThat(principal.arn().canonical()).isEqualTo(sso));
    }

    @Test
    void awsAuth_accounts_letThosePrincipalsInWhomBindingsName() {
        RbacObjects bound = RbacObjects.reader().allBindings().read("""
                - {kind: ClusterRole, metadata: {name: reader}, rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]}
                - kind: ClusterRoleBinding
                  metadata: {name: readers}
                  roleRef: {kind: ClusterRole, name: reader}
                  subjects: [{kind: User, name: "arn:aws:iam::111122223333:user/ana"}]
                """);
        AwsAuth accounts = AwsAuth.parse(Map.of("mapAccounts", "- \"111122223333\""));

        assertThat(ReadCluster.builder().rbac(bound).awsAuth(accounts).build().whoCan(GET_PODS))
                .extracting(Holder::subject)
                .contains(new Subject.Principal(PrincipalArn.user("111122223333", "ana")));
    }

    @Test
    void permissionsOf_mergeVerbsAndLeaveOutWhatAWiderPlaceHas() {
        AccessModel model = ReadCluster.builder()
                .rbac(RbacObjects.reader().allBindings().read("""
                        - {kind: ClusterRole, metadata: {name: view}, rules: [
                            {verbs: [list, get], apiGroups: [""], resources: [pods]},
                            {verbs: [get, list], apiGroups: [""], resources: [services]}]}
                        - {kind: ClusterRole, metadata: {name: edit}, rules: [
                            {verbs: [get, list, create], apiGroups: [""], resources: [pods, services]},
                            {verbs: [get], apiGroups: [""], resources: [secrets], resourceNames: [web]},
                            {verbs: [get], nonResourceURLs: [/metrics]}]}
                        - {kind: ClusterRoleBinding, metadata: {name: a}, roleRef: {kind: ClusterRole, name: view},
                           subjects: [{kind: User, name: ana}]}
                        - {kind: RoleBinding, metadata: {name: b, namespace: prod}, roleRef: {kind: ClusterRole, name: edit},
                           subjects: [{kind: User, name: ana}]}
                        """))
                .build();

        Permissions permissions = model.permissionsOf(new Subject.User("ana"));

        assertThat(permissions).hasToString("""
                cluster-wide:
                  get, list pods, services
                in prod:
                  create pods, services
                  get secrets named web
                """);
        assertThat(permissions.in("prod")).hasSize(3);
        assertThat(permissions.all().get(1).reasons())
                .extracting(reason -> reason.text())
                .containsExactly("RBAC: allowed by RoleBinding \"b/prod\" of ClusterRole \"edit\" to User \"ana\"");
    }

    @Test
    void permissionsOf_masters_areEverything() {
        assertThat(ReadCluster.of(List.of()).permissionsOf(new Subject.Group("system:masters")))
                .hasToString("cluster-wide:\n  * *.*\n  * *\n");
    }

    @Test
    void namespacesWhere_leavesOutWhatAPatternHasAlready() {
        AccessModel model = withPolicies(
                in(AccessPolicy.EDIT, "team-a", "team-*", "prod"), in(AccessPolicy.VIEW, "*-dev", "team-a-dev"));
        KubernetesUser dev = model.userOf(new Subject.Principal(DEV)).orElseThrow();

        assertThat(model.namespacesWhere(dev, "get", "pods").scope())
                .contains(AccessScope.namespaces("*-dev", "prod", "team-*"));
        assertThat(model.namespacesWhere(dev, "create", "pods").scope())
                .contains(AccessScope.namespaces("prod", "team-*"));
        assertThat(model.namespacesWhere(dev, "get", "nodes").scope()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> model.namespacesWhere(dev, "", "pods"));
    }

    @Test
    void compare_tellsExceptions_whereLessIsLeft() {
        ModelComparison comparison = withPolicies(everywhere(AccessPolicy.SECRET_ADMIN))
                .compare(withPolicies(in(AccessPolicy.SECRET_READER, "team-*")));

        assertThat(comparison.changes()).singleElement().satisfies(change -> {
            assertThat(change.gained().isEmpty()).isTrue();
            assertThat(change.lost()).hasToString("""
                    cluster-wide:
                      * secrets, except get, list, watch secrets in team-*
                    """);
            assertThat(change.kept()).hasToString("in team-*:\n  get, list, watch secrets\n");
        });
        assertThat(comparison.toString()).startsWith(DEV + "\n  - cluster-wide:\n");
    }

    @Test
    void compare_scopeThatShrinks_losesThePlaceOnly() {
        ModelComparison comparison =
                withPolicies(everywhere(AccessPolicy.VIEW)).compare(withPolicies(in(AccessPolicy.VIEW, "a", "team-*")));

        assertThat(comparison.changes().get(0).lost().byPlace().keySet())
                .singleElement()
                .hasToString("cluster-wide except in a, team-*");
    }

    @Test
    void compare_knowsThePrincipalOfAnAwsAuthMappingByItsEntry() {
        AccessModel before = ReadCluster.builder()
                .rbac(BINDINGS)
                .awsAuth(mapRole(DEV.canonical(), "x", "team"))
                .build();
        AccessModel after = ReadCluster.builder()
                .rbac(BINDINGS)
                .entries(List.of(inTeam(DEV)))
                .build();

        ModelComparison comparison = before.compare(after);

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison).hasToString("no changes");
        assertThat(comparison.unchanged()).contains(new Subject.Principal(DEV));
    }

    /** The documentation of AWS and that of Kubernetes agree but for what the notes of the catalogue name. */
    @Test
    void editPolicy_isTheEditRoleOfKubernetes_butForThreeThings() throws IOException {
        try (InputStream stream = ClusterModelTest.class.getResourceAsStream("kubernetes-default-cluster-roles.yaml")) {
            RbacObjects defaults = RbacObjects.reader()
                    .allBindings()
                    .read(new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8));
            RbacBinding binding = RbacBinding.builder()
                    .name("editors")
                    .roleKind("ClusterRole")
                    .role("edit")
                    .subjects(List.of(
                            RbacSubject.builder().kind("Group").name("editors").build()))
                    .build();
            AccessModel kubernetes = ReadCluster.builder()
                    .rbac(RbacObjects.builder()
                            .roles(defaults.roles())
                            .bindings(List.of(binding))
                            .allBindings(true)
                            .build())
                    .build();
            List<Rule> rules = PolicyCatalogue.published()
                    .find(AccessPolicy.EDIT)
                    .orElseThrow()
                    .rules();
            AccessModel eks = ReadCluster.builder()
                    .rbac(RbacObjects.builder()
                            .roles(List.of(
                                    RbacRole.builder().name("edit").rules(rules).build()))
                            .bindings(List.of(binding))
                            .allBindings(true)
                            .build())
                    .build();

            assertThat(kubernetes.compare(eks)).hasToString("""
                    Group "editors"
                      - cluster-wide:
                      -   create pods/eviction, serviceaccounts/token
                      -   get, list, watch, create, update, patch, delete, deletecollection leases.coordination.k8s.io
                    """);
        }
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // Whether it is the very same object is what is asked.
    void modelFromAnother_compilesOnlyWhatChanged() {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            entries.add(entry(PrincipalArn.role("111122223333", "role-" + i), "u", in(AccessPolicy.EDIT, "n-" + i)));
        }
        ClusterModel before = (ClusterModel)
                ReadCluster.builder().entries(entries).rbac(BINDINGS).build();
        entries.set(7, entry(PrincipalArn.role("111122223333", "role-7"), "u", in(AccessPolicy.EDIT, "other")));

        ClusterModel after = (ClusterModel)
                ReadCluster.builder().from(before).entries(entries).build();

        assertThat(after.rbac()).isSameAs(before.rbac());
        assertThat(entries)
                .filteredOn(entry -> holder(after, entry) != holder(before, entry))
                .containsExactly(entries.get(7));
        assertThat(holder(after, entries.get(7)).grants().get(0).rules())
                .as("the rules of the policy are shared even so")
                .isSameAs(holder(before, entries.get(8)).grants().get(0).rules());
        assertThat(before.compare(after).changes())
                .extracting(change -> change.subject().name())
                .containsExactly(entries.get(7).principal().toString());
    }

    private static PolicyHolder holder(ClusterModel model, AccessEntry entry) {
        return model.policies().of(entry.principal().canonical());
    }

    @Test
    void modelFromAnother_withOneBindingMore_sharesTheGrantsOfAllOtherSubjects() {
        ClusterModel before =
                (ClusterModel) ReadCluster.builder().rbac(BINDINGS).build();
        List<RbacBinding> bindings = new ArrayList<>(BINDINGS.bindings());
        bindings.add(RbacBinding.builder()
                .name("more")
                .roleKind("ClusterRole")
                .role("reader")
                .subjects(List.of(
                        RbacSubject.builder().kind("Group").name("other").build()))
                .build());

        ClusterModel after = (ClusterModel) ReadCluster.builder()
                .from(before)
                .rbac(RbacObjects.builder()
                        .roles(BINDINGS.roles())
                        .bindings(bindings)
                        .build())
                .build();

        assertThat(after.rbac().ofGroup("team")).isSameAs(before.rbac().ofGroup("team"));
        assertThat(after.rbac().ofGroup("other").all().get(0).rules())
                .isSameAs(before.rbac().ofGroup("team").all().get(0).rules());
    }

    @Test
    void modelFromAnother_thatIsNotOurs_isRefused() {
        AccessModel foreign = (AccessModel) Proxy.newProxyInstance(
                ClusterModelTest.class.getClassLoader(),
                new Class<?>[] {AccessModel.class},
                (proxy, method, args) -> null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadCluster.builder().from(foreign))
                .withMessageContaining("give one that ClusterAccess has built");
    }

    @Test
    void deniedDecision_saysWhatTheNearestGrantLacks() {
        AccessModel model = ReadCluster.builder()
                .entries(List.of(entry(DEV, "dev", in(AccessPolicy.SECRET_READER, "team-*"))))
                .rbac(BINDINGS)
                .build();
        KubernetesUser member = KubernetesUser.builder()
                .username("dev:ana")
                .addGroups("team")
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(DEV.canonical()))
                .build();

        assertThat(nearest(model, member, AccessRequest.of("delete", "pods").inNamespace("team-a")))
                .startsWith(
                        "RoleBinding \"readers/team-a\" of ClusterRole \"reader\" to User \"dev:ana\" allows get, list"
                                + " pods, in team-a; it lacks the verb delete");
        assertThat(nearest(model, member, AccessRequest.of("get", "pods").inNamespace("prod")))
                .endsWith("it lacks namespace prod");
        assertThat(nearest(model, member, AccessRequest.of("get", "secrets").inNamespace("prod")))
                .isEqualTo("AmazonEKSSecretReaderPolicy of the access entry of " + DEV
                        + " allows get, list, watch secrets, in team-*; it lacks namespace prod");
        assertThat(nearest(model, member, AccessRequest.of("get", "nodes")))
                .isEqualTo("no grant of user \"dev:ana\" and its groups [team] covers nodes");
        assertThat(nearest(model, KubernetesUser.builder().username("eve").build(), GET_PODS))
                .isEqualTo("no binding and no access policy grants anything to user \"eve\" or its groups []");
        assertThat(model.authorizer().decide(member, GET_PODS).nearest()).isEmpty();
    }

    private static String nearest(AccessModel model, KubernetesUser user, AccessRequest request) {
        return model.authorizer().decide(user, request).nearest().get(0);
    }
}
