package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.START;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;

/** The access policies that there are, and those that entries have. */
class AccessPoliciesTest {

    private static final List<String> NAMES = List.of(
            "AIDevOpsAgentAccessPolicy",
            "AWSBackupFullAccessPolicyForBackup",
            "AWSBackupFullAccessPolicyForRestore",
            "AWSBatchClusterPolicy",
            "AWSBatchNamespacePolicy",
            "AmazonAIOpsAssistantPolicy",
            "AmazonARCRegionSwitchScalingPolicy",
            "AmazonEKSACKPolicy",
            "AmazonEKSAdminPolicy",
            "AmazonEKSAdminViewPolicy",
            "AmazonEKSArgoCDClusterPolicy",
            "AmazonEKSArgoCDPolicy",
            "AmazonEKSAutoNodePolicy",
            "AmazonEKSBlockStorageClusterPolicy",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSClusterAdminPolicy",
            "AmazonEKSClusterInsightsPolicy",
            "AmazonEKSComputeClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSEditPolicy",
            "AmazonEKSEventPolicy",
            "AmazonEKSHybridPolicy",
            "AmazonEKSKROPolicy",
            "AmazonEKSLoadBalancingClusterPolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSNetworkingClusterPolicy",
            "AmazonEKSNetworkingPolicy",
            "AmazonEKSPodIdentityPolicy",
            "AmazonEKSSecretAdminPolicy",
            "AmazonEKSSecretReaderPolicy",
            "AmazonEKSViewPolicy",
            "AmazonEMRJobPolicy",
            "AmazonPrometheusScraperPolicy",
            "AmazonSagemakerHyperpodClusterPolicy",
            "AmazonSagemakerHyperpodControllerPolicy",
            "AmazonSagemakerHyperpodInferenceMonitoringPolicy",
            "AmazonSagemakerHyperpodInferencePolicy",
            "AmazonSagemakerHyperpodSpacePolicy",
            "AmazonSagemakerHyperpodSpaceTemplatePolicy",
            "AmazonSagemakerHyperpodSystemNamespacePolicy",
            "AmazonSagemakerHyperpodTrainingPolicy",
            "AmazonSagemakerHyperpodUserClusterPolicy");

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    private final EksClient eks = life.eks;
    private final FakePrincipal dev = life.fake.iam().role("dev");
    private final String role = dev.arn().toString();

    @BeforeEach
    void makeEntry() {
        life.fake.createCluster("prod");
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(role));
    }

    private AssociatedAccessPolicy associate(String policy, String... namespaces) {
        return eks.associateAccessPolicy(r -> r.clusterName("prod")
                        .principalArn(role)
                        .policyArn(POLICY + policy)
                        .accessScope(s -> s.type(namespaces.length == 0 ? "cluster" : "namespace")
                                .namespaces(namespaces)))
                .associatedAccessPolicy();
    }

    private List<String> associated() {
        return life.policies("prod", role).stream()
                .map(policy -> policy.policyArn().substring(POLICY.length()))
                .toList();
    }

    private boolean may(String verb, String resource, String namespace) {
        FakeCluster prod = life.fake.cluster("prod");
        return prod.authorizer()
                .decide(prod.login(dev).user(), AccessRequest.of(verb, resource).inNamespace(namespace))
                .allowed();
    }

    @Test
    @UnverifiedAnswer("offered-policies")
    void catalogue_hasEveryPolicyByName_withoutAnyCluster() {
        eks.deleteCluster(r -> r.name("prod"));
        List<AccessPolicy> policies = new ArrayList<>();
        eks.listAccessPoliciesPaginator(r -> r.maxResults(7)).forEach(page -> policies.addAll(page.accessPolicies()));

        assertThat(policies).extracting(AccessPolicy::name).containsExactlyElementsOf(NAMES);
        assertThat(policies).allSatisfy(policy -> assertThat(policy.arn()).isEqualTo(POLICY + policy.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIG_MAP", "API_AND_CONFIG_MAP", "API"})
    void catalogue_isTheSameInEveryMode(String mode) {
        life.createWith("other", mode);

        assertThat(eks.listAccessPolicies(r -> {}).accessPolicies()).hasSize(NAMES.size());
    }

    @Test
    @UnverifiedAnswer("policies-per-entry")
    void policies_thatAreReserved_areThoseOfServiceLinkedRoles_andAllOthersAreTaken() {
        for (String name : NAMES) {
            if (AccessPolicyErrorsTest.RESERVED.contains(name)) {
                assertThat(refusal(() -> associate(name)).message()).as(name).contains("service-linked roles");
            } else {
                assertThat(associate(name).policyArn()).isEqualTo(POLICY + name);
            }
        }
        assertThat(associated())
                .as("more than the twenty of CloudFormation, by name")
                .hasSize(NAMES.size() - AccessPolicyErrorsTest.RESERVED.size())
                .isSorted();
    }

    @Test
    @UnverifiedAnswer("policy-again")
    void policy_associatedAgain_hasItsNewScopeOnce() {
        AssociatedAccessPolicy first = associate("AmazonEKSViewPolicy");
        life.passSeconds(60);
        AssociatedAccessPolicy again = associate("AmazonEKSViewPolicy", "team-a");

        assertThat(first.associatedAt()).isEqualTo(START);
        assertThat(first.modifiedAt()).isEqualTo(START);
        assertThat(again.accessScope().namespaces()).containsExactly("team-a");
        assertThat(again.associatedAt()).isEqualTo(START);
        assertThat(again.modifiedAt()).isEqualTo(START.plusSeconds(60));
        assertThat(life.policies("prod", role)).containsExactly(again);
    }

    @Test
    void clusterAdmin_canBeScopedToANamespace() {
        associate("AmazonEKSClusterAdminPolicy", "team-a");

        assertThat(may("delete", "pods", "team-a")).isTrue();
        assertThat(may("delete", "pods", "team-b")).isFalse();
    }

    @Test
    void permissions_addUp_withThoseOfRbac() {
        life.fake.cluster("prod").rbac(RbacObjects.parse("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: widgets}
                        rules: [{apiGroups: [example.org], resources: [widgets], verbs: [get]}]
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: widgets}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: widgets}
                        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}]
                        """));
        eks.updateAccessEntry(r -> r.clusterName("prod").principalArn(role).kubernetesGroups("devs"));
        associate("AmazonEKSViewPolicy", "team-a");
        associate("AmazonEKSEditPolicy", "team-b");

        assertThat(may("get", "pods", "team-a")).isTrue();
        assertThat(may("delete", "pods", "team-a")).isFalse();
        assertThat(may("delete", "pods", "team-b")).isTrue();
        assertThat(may("get", "widgets.example.org", "team-c")).isTrue();
    }

    @Test
    void policies_doNotCoverCustomResources() {
        associate("AmazonEKSEditPolicy");

        assertThat(may("get", "widgets.example.org", "team-a")).isFalse();
    }

    @Test
    void impersonatedUser_getsNothingFromPolicies() {
        associate("AmazonEKSClusterAdminPolicy");
        FakeCluster prod = life.fake.cluster("prod");
        KubernetesUser itself = prod.login(dev).user();
        KubernetesUser impersonated = KubernetesUser.builder()
                .username(itself.username())
                .groups(itself.groups())
                .build();

        assertThat(prod.authorizer()
                        .decide(itself, AccessRequest.of("list", "nodes"))
                        .allowed())
                .isTrue();
        assertThat(prod.authorizer()
                        .decide(impersonated, AccessRequest.of("list", "nodes"))
                        .allowed())
                .isFalse();
    }

    @Test
    void associatedPolicies_areListedByName_inPages() {
        associate("AmazonEKSEditPolicy");
        associate("AmazonEKSClusterAdminPolicy");
        associate("AmazonEKSAdminPolicy");

        var first = eks.listAssociatedAccessPolicies(
                r -> r.clusterName("prod").principalArn(role).maxResults(2));
        var last = eks.listAssociatedAccessPolicies(
                r -> r.clusterName("prod").principalArn(role).maxResults(2).nextToken(first.nextToken()));

        assertThat(first.clusterName()).isEqualTo("prod");
        assertThat(first.principalArn()).isEqualTo(role);
        assertThat(first.associatedAccessPolicies())
                .extracting(AssociatedAccessPolicy::policyArn)
                .containsExactly(POLICY + "AmazonEKSAdminPolicy", POLICY + "AmazonEKSClusterAdminPolicy");
        assertThat(last.associatedAccessPolicies())
                .extracting(AssociatedAccessPolicy::policyArn)
                .containsExactly(POLICY + "AmazonEKSEditPolicy");
        assertThat(last.nextToken()).isNull();
    }

    @Test
    @UnverifiedAnswer("policies-of-a-node-type")
    void policies_ofANodeEntry_areAnEmptyList() {
        eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(ACCOUNT + "role/node").type("EC2_LINUX"));

        assertThat(life.policies("prod", ACCOUNT + "role/node")).isEmpty();
    }

    @Test
    void policy_disassociated_isGone_andTheOthersStay() {
        associate("AmazonEKSEditPolicy");
        associate("AmazonEKSViewPolicy");

        eks.disassociateAccessPolicy(
                r -> r.clusterName("prod").principalArn(role).policyArn(POLICY + "AmazonEKSEditPolicy"));

        assertThat(associated()).containsExactly("AmazonEKSViewPolicy");
    }
}
