package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.Update;

/** Add-ons and the roles of service accounts, as state. */
class AddonsTest {

    private static final String CNI_ROLE = ACCOUNT + "role/cni";

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private Addon create(String name, Consumer<CreateAddonRequest.Builder> change) {
        return life.eks
                .createAddon(r -> change.accept(r.clusterName("prod").addonName(name)))
                .addon();
    }

    private Addon describe(String name) {
        return life.eks
                .describeAddon(r -> r.clusterName("prod").addonName(name))
                .addon();
    }

    @Test
    @UnverifiedAnswer({"addons-and-versions", "addon-in-change", "missing-addon"})
    void addon_livesFromCreationToDeletion() {
        Addon created = create(
                "coredns", r -> r.configurationValues("{\"replicaCount\":3}").tags(Map.of("a", "b")));
        assertThat(created.status()).isEqualTo(AddonStatus.CREATING);
        assertThat(created.addonArn()).startsWith("arn:aws:eks:us-west-2:111122223333:addon/prod/coredns/");
        assertThat(created.addonVersion()).startsWith("v1.");
        assertThat(refusal(() -> create("coredns", r -> {}))).isEqualTo(inUse("Addon already exists."));
        assertThat(refusal(() -> life.eks.updateAddon(r -> r.clusterName("prod").addonName("coredns"))))
                .isEqualTo(inUse("Addon coredns has a change in progress"));
        life.passSeconds(1);
        assertThat(describe("coredns").status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(describe("coredns").health().issues()).isEmpty();
        assertThat(life.eks.listAddons(r -> r.clusterName("prod")).addons()).containsExactly("coredns");

        Update update = life.eks
                .updateAddon(r -> r.clusterName("prod")
                        .addonName("coredns")
                        .addonVersion("v1.11.4-eksbuild.24")
                        .resolveConflicts("PRESERVE"))
                .update();
        assertThat(describe("coredns").status()).isEqualTo(AddonStatus.UPDATING);
        life.passSeconds(1);
        assertThat(life.eks
                        .describeUpdate(r -> r.name("prod").addonName("coredns").updateId(update.id()))
                        .update()
                        .statusAsString())
                .isEqualTo("Successful");
        assertThat(describe("coredns").addonVersion()).isEqualTo("v1.11.4-eksbuild.24");
        assertThat(describe("coredns").configurationValues()).isEqualTo("{\"replicaCount\":3}");
        assertThat(describe("coredns").tags()).isEqualTo(Map.of("a", "b"));

        life.eks.deleteAddon(r -> r.clusterName("prod").addonName("coredns").preserve(true));
        assertThat(refusal(() -> describe("coredns"))).isEqualTo(notFound("No addon: coredns found in cluster: prod"));
    }

    @Test
    @UnverifiedAnswer({"unknown-addon", "unknown-addon-version"})
    void addon_thatIsNotOffered_isRefused() {
        assertThat(refusal(() -> create("core-dns", r -> {})))
                .isEqualTo(invalidParameter("Addon core-dns specified is not supported"));
        assertThat(refusal(() -> create("coredns", r -> r.addonVersion("latest"))))
                .isEqualTo(invalidParameter("Addon version specified is not supported"));
    }

    @Test
    @UnverifiedAnswer("addons-and-versions")
    void versions_onOffer_areThoseThatCreationTakesByDefault() {
        AddonInfo proxy = life.eks
                .describeAddonVersions(r -> r.addonName("kube-proxy").kubernetesVersion("1.33"))
                .addons()
                .get(0);
        assertThat(proxy.addonVersions().get(0).addonVersion()).startsWith("v1.33.");
        for (AddonInfo addon :
                life.eks.describeAddonVersions(r -> r.kubernetesVersion("1.34")).addons()) {
            assertThat(addon.addonVersions().get(0).compatibilities().get(0).defaultVersion())
                    .isTrue();
            assertThat(create(addon.addonName(), r -> {}).addonVersion())
                    .isEqualTo(addon.addonVersions().get(0).addonVersion());
        }
        assertThat(life.eks
                        .describeAddonConfiguration(r -> r.addonName("vpc-cni").addonVersion("v1.20.4-eksbuild.1"))
                        .podIdentityConfiguration())
                .singleElement()
                .satisfies(role -> assertThat(role.recommendedManagedPolicies())
                        .containsExactly("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"));
    }

    @Test
    @UnverifiedAnswer("association-of-an-addon")
    void addon_withRolesOfItsServiceAccounts_ownsTheirAssociations() {
        create(
                "vpc-cni",
                r -> r.podIdentityAssociations(AddonPodIdentityAssociations.builder()
                        .serviceAccount("aws-node")
                        .roleArn(CNI_ROLE)
                        .build()));
        String arn = describe("vpc-cni").podIdentityAssociations().get(0);
        String id = arn.substring(arn.lastIndexOf('/') + 1);

        PodIdentityAssociation owned = life.eks
                .describePodIdentityAssociation(r -> r.clusterName("prod").associationId(id))
                .association();
        assertThat(owned.ownerArn()).isEqualTo(describe("vpc-cni").addonArn());
        assertThat(owned.namespace()).isEqualTo("kube-system");
        assertThat(refusal(() -> life.eks.deletePodIdentityAssociation(
                        r -> r.clusterName("prod").associationId(id))))
                .isEqualTo(invalidRequest(
                        "The pod identity association " + id + " belongs to an add-on and cannot be changed"));

        life.eks.deleteAddon(r -> r.clusterName("prod").addonName("vpc-cni"));

        assertThat(life.eks
                        .listPodIdentityAssociations(r -> r.clusterName("prod"))
                        .associations())
                .isEmpty();
    }

    @Test
    @UnverifiedAnswer({"missing-association", "taken-service-account"})
    void association_livesFromCreationToDeletion() {
        EksClient eks = life.eks;
        PodIdentityAssociation made = eks.createPodIdentityAssociation(r -> r.clusterName("prod")
                        .namespace("team-a")
                        .serviceAccount("app")
                        .roleArn(ACCOUNT + "role/app")
                        .targetRoleArn("arn:aws:iam::444455556666:role/far"))
                .association();
        assertThat(made.associationId()).matches("a-[a-z0-9]{17}");
        assertThat(made.disableSessionTags()).isFalse();
        assertThat(made.externalId()).isNotEmpty();
        assertThat(refusal(() -> eks.createPodIdentityAssociation(r -> r.clusterName("prod")
                        .namespace("team-a")
                        .serviceAccount("app")
                        .roleArn(ACCOUNT + "role/other"))))
                .isEqualTo(inUse("Association already exists: " + made.associationId()));
        eks.createPodIdentityAssociation(r ->
                r.clusterName("prod").namespace("team-b").serviceAccount("app").roleArn(ACCOUNT + "role/app"));
        assertThat(eks.listPodIdentityAssociations(r -> r.clusterName("prod").namespace("team-a"))
                        .associations())
                .singleElement()
                .satisfies(found -> assertThat(found.associationId()).isEqualTo(made.associationId()));

        life.passSeconds(1);
        PodIdentityAssociation changed = eks.updatePodIdentityAssociation(r -> r.clusterName("prod")
                        .associationId(made.associationId())
                        .roleArn(ACCOUNT + "role/new"))
                .association();
        assertThat(changed.roleArn()).isEqualTo(ACCOUNT + "role/new");
        assertThat(changed.targetRoleArn()).isEqualTo(made.targetRoleArn());
        assertThat(changed.modifiedAt()).isAfter(made.modifiedAt());

        eks.deletePodIdentityAssociation(r -> r.clusterName("prod").associationId(made.associationId()));
        assertThat(refusal(() -> eks.describePodIdentityAssociation(
                        r -> r.clusterName("prod").associationId(made.associationId()))))
                .isEqualTo(notFound("No pod identity association found for id: " + made.associationId()));
    }

    @Test
    @UnverifiedAnswer("role-of-a-service-account")
    void association_withARoleThatIamDoesNotKnow_isRefusedInTheWordsThatTerraformWaitsFor() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build()) {
            strict.createCluster("prod");
            assertThat(refusal(() -> strict.eksClient()
                            .createPodIdentityAssociation(r -> r.clusterName("prod")
                                    .namespace("n")
                                    .serviceAccount("s")
                                    .roleArn(CNI_ROLE))))
                    .isEqualTo(invalidParameter("Role provided in the request does not exist."));
        }
    }
}
