package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.CLUSTER_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.NODE_ROLE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.waiters.EksWaiter;

/**
 * The calls that Terraform's AWS provider makes for a stack of a cluster, a node group, an add-on, a Pod Identity
 * association, an access entry and a policy of it: create and wait, read, plan again without a difference, update, delete
 * and wait until it is gone.
 */
class TerraformReplayTest {

    private static final String ADMIN = ACCOUNT + "role/admin";
    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
    private static final Map<String, String> TAGS = Map.of("stack", "demo", "ManagedBy", "terraform");

    private final FakeEks fake = FakeEks.builder().readyAtOnce(true).build();
    private final EksClient eks = fake.eksClient();
    private final EksWaiter waiter = eks.waiter();
    /** What each resource of the stack is read from, in the order of its creation. */
    private final Map<String, Supplier<Object>> resources = new LinkedHashMap<>();

    private String association = "";

    @AfterEach
    void close() {
        waiter.close();
        fake.close();
    }

    /** The state that a refresh reads. */
    private List<Object> state() {
        return resources.values().stream().map(Supplier::get).toList();
    }

    @Test
    void stack_isCreated_readWithoutADifference_updatedAndDeleted() {
        createCluster();
        createNodeGroup();
        createAddon();
        createPodIdentity();
        createAccess();
        List<Object> created = state();

        assertThat(state()).as("a plan without a difference").isEqualTo(created);
        assertThat(tags())
                .as("the tags of everything")
                .hasSize(5)
                .allSatisfy(tags -> assertThat(tags).isEqualTo(TAGS));

        update();
        List<Object> updated = state();
        assertThat(updated).isNotEqualTo(created);
        assertThat(state()).as("a plan without a difference").isEqualTo(updated);

        destroy();
    }

    private Cluster cluster() {
        return eks.describeCluster(r -> r.name("demo")).cluster();
    }

    private Nodegroup group() {
        return eks.describeNodegroup(r -> r.clusterName("demo").nodegroupName("workers"))
                .nodegroup();
    }

    private Addon addon() {
        return eks.describeAddon(r -> r.clusterName("demo").addonName("vpc-cni"))
                .addon();
    }

    private void createCluster() {
        eks.createCluster(r -> r.name("demo")
                .roleArn(CLUSTER_ROLE)
                .version("1.33")
                .bootstrapSelfManagedAddons(true)
                .accessConfig(
                        a -> a.authenticationMode("API_AND_CONFIG_MAP").bootstrapClusterCreatorAdminPermissions(false))
                .resourcesVpcConfig(v -> v.subnetIds("subnet-1", "subnet-2").endpointPublicAccess(true))
                .logging(l -> l.clusterLogging(LogSetup.builder()
                        .typesWithStrings("api", "audit")
                        .enabled(true)
                        .build()))
                .tags(TAGS));
        waiter.waitUntilClusterActive(r -> r.name("demo"));
        resources.put("aws_eks_cluster", this::cluster);

        // What a configuration that leaves these out must find, or each plan would show a difference.
        assertThat(cluster().accessConfig().bootstrapClusterCreatorAdminPermissions())
                .isNull();
        assertThat(cluster().identity().oidc().issuer()).isNotEmpty();
        assertThat(cluster().kubernetesNetworkConfig().ipFamilyAsString()).isEqualTo("ipv4");
        assertThat(cluster().upgradePolicy().supportTypeAsString()).isEqualTo("EXTENDED");
        assertThat(cluster().resourcesVpcConfig().vpcId()).isNotEmpty();
        assertThat(cluster().certificateAuthority().data()).isNotEmpty();
    }

    private void createNodeGroup() {
        eks.createNodegroup(r -> r.clusterName("demo")
                .nodegroupName("workers")
                .nodeRole(NODE_ROLE)
                .subnets("subnet-1", "subnet-2")
                .scalingConfig(s -> s.minSize(1).maxSize(3).desiredSize(2))
                .tags(TAGS));
        waiter.waitUntilNodegroupActive(r -> r.clusterName("demo").nodegroupName("workers"));
        resources.put("aws_eks_node_group", this::group);
        assertThat(group().instanceTypes()).isNotEmpty();
        assertThat(group().resources().autoScalingGroups()).hasSize(1);
        assertThat(group().releaseVersion()).isNotEmpty();
    }

    private void createAddon() {
        eks.createAddon(r -> r.clusterName("demo")
                .addonName("vpc-cni")
                .resolveConflicts("OVERWRITE")
                .tags(TAGS));
        waiter.waitUntilAddonActive(r -> r.clusterName("demo").addonName("vpc-cni"));
        resources.put("aws_eks_addon", this::addon);
    }

    private void createPodIdentity() {
        association = eks.createPodIdentityAssociation(r -> r.clusterName("demo")
                        .namespace("default")
                        .serviceAccount("app")
                        .roleArn(ACCOUNT + "role/app")
                        .tags(TAGS))
                .association()
                .associationId();
        resources.put(
                "aws_eks_pod_identity_association",
                () -> eks.describePodIdentityAssociation(
                                r -> r.clusterName("demo").associationId(association))
                        .association());
    }

    private void createAccess() {
        eks.createAccessEntry(
                r -> r.clusterName("demo").principalArn(ADMIN).type("STANDARD").tags(TAGS));
        eks.associateAccessPolicy(r -> r.clusterName("demo")
                .principalArn(ADMIN)
                .policyArn(VIEW)
                .accessScope(s -> s.type("namespace").namespaces("team-a")));
        resources.put(
                "aws_eks_access_entry",
                () -> eks.describeAccessEntry(r -> r.clusterName("demo").principalArn(ADMIN))
                        .accessEntry());
        resources.put(
                "aws_eks_access_policy_association",
                () -> eks.listAssociatedAccessPolicies(
                                r -> r.clusterName("demo").principalArn(ADMIN))
                        .associatedAccessPolicies());
    }

    private List<String> arns() {
        return List.of(
                cluster().arn(),
                group().nodegroupArn(),
                addon().addonArn(),
                eks.describePodIdentityAssociation(r -> r.clusterName("demo").associationId(association))
                        .association()
                        .associationArn(),
                eks.describeAccessEntry(r -> r.clusterName("demo").principalArn(ADMIN))
                        .accessEntry()
                        .accessEntryArn());
    }

    private List<Map<String, String>> tags() {
        return arns().stream()
                .map(arn -> eks.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .toList();
    }

    private void await(Update update) {
        assertThat(eks.describeUpdate(r -> r.name("demo").updateId(update.id()))
                        .update()
                        .statusAsString())
                .isEqualTo("Successful");
    }

    /** One change of each kind, in the order in which the provider makes them: the version first. */
    private void update() {
        await(eks.updateClusterVersion(r -> r.name("demo").version("1.34")).update());
        await(eks.updateClusterConfig(r -> r.name("demo").accessConfig(a -> a.authenticationMode("API")))
                .update());
        await(eks.updateClusterConfig(r -> r.name("demo").upgradePolicy(u -> u.supportType("STANDARD")))
                .update());
        await(eks.updateClusterConfig(r -> r.name("demo")
                        .logging(l -> l.clusterLogging(
                                LogSetup.builder()
                                        .typesWithStrings("api")
                                        .enabled(true)
                                        .build(),
                                LogSetup.builder()
                                        .typesWithStrings("audit", "authenticator", "controllerManager", "scheduler")
                                        .enabled(false)
                                        .build())))
                .update());
        Update version = eks.updateNodegroupVersion(
                        r -> r.clusterName("demo").nodegroupName("workers").version("1.34"))
                .update();
        assertThat(eks.describeUpdate(
                                r -> r.name("demo").nodegroupName("workers").updateId(version.id()))
                        .update()
                        .statusAsString())
                .isEqualTo("Successful");
        eks.updateNodegroupConfig(
                r -> r.clusterName("demo").nodegroupName("workers").scalingConfig(s -> s.desiredSize(3)));
        Update addon = eks.updateAddon(
                        r -> r.clusterName("demo").addonName("vpc-cni").addonVersion("v1.19.6-eksbuild.7"))
                .update();
        assertThat(eks.describeUpdate(r -> r.name("demo").addonName("vpc-cni").updateId(addon.id()))
                        .update()
                        .statusAsString())
                .isEqualTo("Successful");
        eks.updateAccessEntry(r -> r.clusterName("demo").principalArn(ADMIN).kubernetesGroups("admins"));
        for (String arn : arns()) {
            eks.untagResource(r -> r.resourceArn(arn).tagKeys("ManagedBy"));
            eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("stack", "prod")));
        }
        assertThat(tags()).allSatisfy(tags -> assertThat(tags).isEqualTo(Map.of("stack", "prod")));
        assertThat(cluster().version()).isEqualTo("1.34");
        assertThat(group().scalingConfig().desiredSize()).isEqualTo(3);
    }

    private void destroy() {
        List<String> order = new ArrayList<>(resources.keySet());
        Collections.reverse(order);
        eks.disassociateAccessPolicy(
                r -> r.clusterName("demo").principalArn(ADMIN).policyArn(VIEW));
        eks.deleteAccessEntry(r -> r.clusterName("demo").principalArn(ADMIN));
        eks.deletePodIdentityAssociation(r -> r.clusterName("demo").associationId(association));
        eks.deleteAddon(r -> r.clusterName("demo").addonName("vpc-cni"));
        waiter.waitUntilAddonDeleted(r -> r.clusterName("demo").addonName("vpc-cni"));
        eks.deleteNodegroup(r -> r.clusterName("demo").nodegroupName("workers"));
        waiter.waitUntilNodegroupDeleted(r -> r.clusterName("demo").nodegroupName("workers"));
        eks.deleteCluster(r -> r.name("demo"));
        waiter.waitUntilClusterDeleted(r -> r.name("demo"));
        for (String resource : order) {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .as(resource)
                    .isThrownBy(() -> state(resource));
        }
    }

    private Object state(String resource) {
        return requireNonNull(resources.get(resource)).get();
    }
}
