package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Reason;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it changes the locale of all")
class ClusterAccessTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team/dev");
    private static final AccessPolicy UNPUBLISHED = AccessPolicy.AUTO_NODE;

    private static AccessEntry entry(PrincipalArn principal, PolicyAssociation... policies) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(principal)
                .username("someone")
                .addPolicies(policies)
                .build();
    }

    private static PolicyAssociation in(AccessPolicy policy, String... namespaces) {
        return PolicyAssociation.of(policy, AccessScope.namespaces(List.of(namespaces)));
    }

    private static PolicyAssociation everywhere(AccessPolicy policy) {
        return PolicyAssociation.of(policy, AccessScope.clusterWide());
    }

    private static KubernetesUser user(String canonicalArn) {
        return KubernetesUser.builder()
                .username("whatever")
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(canonicalArn))
                .putExtra(KubernetesUser.PRINCIPAL_ID, List.of("AROAEXAMPLE"))
                .build();
    }

    private static Decision decide(AccessRequest request, AccessEntry... entries) {
        return ReadCluster.of(List.of(entries)).authorizer().decide(user(DEV.canonical()), request);
    }

    @ParameterizedTest(name = "{0} {1} in {2}: {3}")
    @CsvSource({
        "create, deployments.apps,  team-a,     true",
        "create, deployments.apps,  team-a-dev, true",
        "create, deployments.apps,  team-b,     false",
        "create, deployments.apps,  ,           false",
        "list,   pods,              ,           false",
        "get,    nodes,             ,           false",
        "get,    secrets,           team-a,     true",
        "create, roles.rbac.authorization.k8s.io, team-a, false",
    })
    void namespaceScope_speaksOnlyForRequestsInAMatchingNamespace(
            String verb, String resource, String namespace, boolean expected) {
        AccessRequest request = AccessRequest.of(verb, resource);

        assertThat(decide(
                                namespace == null ? request : request.inNamespace(namespace),
                                entry(DEV, in(AccessPolicy.EDIT, "team-a", "team-a-*")))
                        .allowed())
                .isEqualTo(expected);
    }

    @Test
    void namespaceScope_neverReachesPaths_evenForTheAdministratorPolicy() {
        AccessRequest metrics = AccessRequest.ofPath("get", "/metrics");

        assertThat(decide(metrics, entry(DEV, in(AccessPolicy.CLUSTER_ADMIN, "*")))
                        .allowed())
                .isFalse();
        assertThat(decide(metrics, entry(DEV, everywhere(AccessPolicy.CLUSTER_ADMIN)))
                        .allowed())
                .isTrue();
    }

    @Test
    void namespaceScope_readsTheNamespaceItself() {
        AccessEntry entry = entry(DEV, in(AccessPolicy.VIEW, "team-a"));

        assertThat(decide(AccessRequest.of("get", "namespaces").named("team-a"), entry)
                        .allowed())
                .isTrue();
        assertThat(decide(AccessRequest.of("get", "namespaces").named("team-b"), entry)
                        .allowed())
                .isFalse();
        assertThat(decide(AccessRequest.of("list", "namespaces"), entry).allowed())
                .isFalse();
    }

    @Test
    void allowed_namesEveryGroundInTheWordsOfTheAuditLog() {
        Decision decision = decide(
                AccessRequest.of("get", "pods").inNamespace("team-a"),
                entry(DEV, in(AccessPolicy.EDIT, "team-*"), everywhere(AccessPolicy.VIEW)));

        assertThat(decision.reasons())
                .extracting(Reason::text)
                .containsExactly(
                        "EKS Access Policy: allowed by RoleBinding \"arn:aws:iam::111122223333:role/team/dev"
                                + "+arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy/team-a\" of ClusterRole"
                                + " \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy\" to User \"AROAEXAMPLE\"",
                        "EKS Access Policy: allowed by ClusterRoleBinding \"arn:aws:iam::111122223333:role/team/dev"
                                + "+arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\" of ClusterRole"
                                + " \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\" to User \"AROAEXAMPLE\"");
        assertThat(decision.reasons().get(0)).isInstanceOfSatisfying(GrantedByPolicy.class, ground -> {
            assertThat(ground.principal()).isEqualTo(DEV);
            assertThat(ground.scope()).isEqualTo(AccessScope.namespaces("team-*"));
            assertThat(ground.rule().resources()).contains("pods");
        });
    }

    @Test
    void policyWithUnpublishedRules_grantsNothingAndSaysSo() {
        AccessEntry entry = entry(DEV, everywhere(UNPUBLISHED), in(AccessPolicy.VIEW, "team-a"));

        Decision denied = decide(AccessRequest.of("delete", "nodes"), entry);
        assertThat(denied.allowed()).isFalse();
        assertThat(denied.incomplete()).isTrue();
        assertThat(denied).asString().contains("AmazonEKSAutoNodePolicy", "not fully published");
        assertThat(decide(AccessRequest.of("get", "pods").inNamespace("team-a"), entry)
                        .incomplete())
                .as("nothing can take away what is allowed")
                .isFalse();
        assertThat(decide(AccessRequest.of("get", "pods").inNamespace("x"), entry(DEV, in(UNPUBLISHED, "y")))
                        .incomplete())
                .as("a policy that does not hold there does not matter")
                .isFalse();
    }

    @Test
    void policyThatTheCatalogueDoesNotHave_grantsNothingAndSaysSo() {
        Decision decision = decide(
                AccessRequest.of("get", "pods"), entry(DEV, everywhere(AccessPolicy.of("AmazonEKSBrandNewPolicy"))));

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.doubts()).singleElement().asString().contains("AmazonEKSBrandNewPolicy");
    }

    @Test
    void principalsThatDifferOnlyInPath_areNotGuessed() {
        PrincipalArn twin = PrincipalArn.role("111122223333", "other/dev");

        Decision decision = decide(
                AccessRequest.of("get", "pods"),
                entry(DEV, everywhere(AccessPolicy.CLUSTER_ADMIN)),
                entry(twin, everywhere(AccessPolicy.VIEW)));

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.doubts())
                .singleElement()
                .asString()
                .contains(DEV.toString(), twin.toString(), "differ only in path");
    }

    /** The doubt is the same before and after, and says nothing of what changed behind it. */
    @Test
    void policiesOfPrincipalsThatDifferOnlyInPath_doNotChangeInSilence() {
        AccessEntry dev = entry(DEV, everywhere(AccessPolicy.VIEW));
        PrincipalArn twin = PrincipalArn.role("111122223333", "other/dev");
        AccessModel before = ReadCluster.of(List.of(dev, entry(twin, everywhere(AccessPolicy.VIEW))));
        AccessModel after = ReadCluster.of(List.of(dev, entry(twin, everywhere(AccessPolicy.CLUSTER_ADMIN))));

        assertThat(before.compare(after).doubts())
                .isNotEmpty()
                .allSatisfy(doubt -> assertThat(doubt).contains("differ only in path"));
        assertThat(before.compare(before).doubts()).isEmpty();
    }

    @Test
    void letterCaseOfTheArn_doesNotMatter_evenInTurkish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            var authorizer = ReadCluster.of(
                            List.of(entry(PrincipalArn.role("111122223333", "ADMIN-I"), everywhere(AccessPolicy.VIEW))))
                    .authorizer();

            assertThat(authorizer
                            .decide(user("arn:aws:iam::111122223333:role/admin-i"), AccessRequest.of("list", "pods"))
                            .allowed())
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void lookAlikeOfALetter_isNotThatLetter() {
        var authorizer = ReadCluster.of(
                        List.of(entry(PrincipalArn.role("111122223333", "kim"), everywhere(AccessPolicy.VIEW))))
                .authorizer();

        assertThat(authorizer
                        .decide(user("arn:aws:iam::111122223333:role/\u212Aim"), AccessRequest.of("list", "pods"))
                        .allowed())
                .isFalse();
    }

    @Test
    void userWithoutAnIamPrincipal_getsNothingFromPolicies() {
        KubernetesUser impersonated =
                KubernetesUser.builder().username(DEV.canonical()).build();

        assertThat(ReadCluster.of(List.of(entry(DEV, everywhere(AccessPolicy.CLUSTER_ADMIN))))
                        .authorizer()
                        .decide(impersonated, AccessRequest.of("get", "pods")))
                .isEqualTo(Decision.of(List.of(), List.of()));
    }

    @Test
    void version_isOfTheModel_andOfThoseThatAreMadeFromIt() {
        AccessModel model = ReadCluster.builder()
                .kubernetesVersion(KubernetesVersion.of(1, 33))
                .authenticationMode(AuthenticationMode.API)
                .build();

        assertThat(ReadCluster.of(List.of()).kubernetesVersion()).isEmpty();
        assertThat(ReadCluster.builder().from(model).build().kubernetesVersion())
                .contains(KubernetesVersion.of(1, 33));
        assertThat(ReadCluster.builder().from(model).build().authenticationMode())
                .isEqualTo(AuthenticationMode.API);
    }
}
