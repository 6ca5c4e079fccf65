package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_PRINCIPAL;
import static io.github.accessentries.testkit.behaviour.Examples.IAM;
import static io.github.accessentries.testkit.behaviour.Examples.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;

/** What the fake does where sources contradict each other, by default and otherwise. */
class VariantsTest {

    private static final String ROLE = IAM + "role/dev";
    private static final String ROOT = IAM + "root";

    private interface Check {
        void on(EksClient eks);
    }

    private static void with(Check test, Variant... variants) {
        try (FakeEks fake = FakeEks.builder().variants(variants).strictIam(true).build()) {
            fake.createCluster("prod");
            fake.iam().role("dev");
            fake.iam().role("node");
            EksClient eks = fake.eksClient();
            eks.createAccessEntry(r ->
                    r.clusterName("prod").principalArn(ROLE).username("dev").kubernetesGroups("a", "b"));
            test.on(eks);
        }
    }

    private static AccessEntry update(EksClient eks, @Nullable String username, String... groups) {
        return eks.updateAccessEntry(r -> {
                    r.clusterName("prod").principalArn(ROLE).username(username);
                    if (groups.length > 0) {
                        r.kubernetesGroups(groups);
                    }
                })
                .accessEntry();
    }

    @Test
    @UnverifiedAnswer("update-that-leaves-out")
    void absentMembers_areReset_orKept() {
        with(eks -> assertThat(update(eks, "ops").kubernetesGroups()).isEmpty());
        with(
                eks -> {
                    assertThat(update(eks, "ops").kubernetesGroups()).containsExactly("a", "b");
                    AccessEntry after = update(eks, null, "c");
                    assertThat(after.username()).isEqualTo("ops");
                    assertThat(after.kubernetesGroups()).containsExactly("c");
                    assertThat(update(eks, null))
                            .usingRecursiveComparison()
                            .ignoringFields("modifiedAt")
                            .isEqualTo(after);
                },
                Variant.KEEP_ABSENT_MEMBERS);
    }

    @Test
    void emptyMembers_areResetEitherWay() {
        with(
                eks -> {
                    AccessEntry after = eks.updateAccessEntry(r -> r.clusterName("prod")
                                    .principalArn(ROLE)
                                    .username("")
                                    .kubernetesGroups(List.of()))
                            .accessEntry();
                    assertThat(after.username())
                            .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}");
                    assertThat(after.kubernetesGroups()).isEmpty();
                },
                Variant.KEEP_ABSENT_MEMBERS);
    }

    @Test
    @UnverifiedAnswer({"update-of-a-node-type", "empty-names-on-a-node-type"})
    void nodeEntries_areNotUpdated_orKeepWhatEksChose() {
        String node = IAM + "role/node";
        with(
                eks -> {
                    AccessEntry before = eks.createAccessEntry(r ->
                                    r.clusterName("prod").principalArn(node).type("EC2_LINUX"))
                            .accessEntry();
                    AccessEntry after = eks.updateAccessEntry(r -> r.clusterName("prod")
                                    .principalArn(node)
                                    .username("")
                                    .kubernetesGroups())
                            .accessEntry();
                    assertThat(after)
                            .usingRecursiveComparison()
                            .ignoringFields("modifiedAt")
                            .isEqualTo(before);
                    assertThat(refusal(() -> eks.updateAccessEntry(r ->
                                    r.clusterName("prod").principalArn(node).username("node"))))
                            .isEqualTo(invalidParameter("The specified username is invalid: setting username is not"
                                    + " allowed when the type is \"EC2_LINUX\""));
                    assertThat(refusal(() -> eks.updateAccessEntry(r ->
                                    r.clusterName("prod").principalArn(node).kubernetesGroups("nodes"))))
                            .isEqualTo(invalidParameter("The specified kubernetesGroups is invalid: setting"
                                    + " kubernetesGroups is not allowed when the type is \"EC2_LINUX\""));
                },
                Variant.UPDATE_NODE_TYPES);
    }

    @Test
    @UnverifiedAnswer("absent-policy")
    void absentPolicy_cannotBeTakenAway_orIsPassedOver() {
        with(eks -> assertThat(refusal(() -> Examples.disassociate(ROLE, VIEW).accept(eks))
                        .code())
                .isEqualTo("ResourceNotFoundException"));
        with(
                eks -> {
                    assertThatCode(() -> Examples.disassociate(ROLE, VIEW).accept(eks))
                            .doesNotThrowAnyException();
                    assertThat(refusal(() -> Examples.disassociate(ROLE, VIEW + "X")
                                            .accept(eks))
                                    .message())
                            .as("a policy that is none is not found all the same")
                            .startsWith("The specified policyArn could not be found.");
                },
                Variant.PASS_OVER_ABSENT_POLICIES);
    }

    @Test
    @UnverifiedAnswer("root-group-or-federated-user")
    void accountRoot_isRefused_orHasAnEntryOfItsOwn() {
        with(
                eks -> assertThat(refusal(() ->
                                eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROOT))))
                        .isEqualTo(invalidParameter(BAD_PRINCIPAL)),
                Variant.REFUSE_ACCOUNT_ROOT);
        with(eks -> {
            AccessEntry entry = eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROOT))
                    .accessEntry();
            assertThat(entry.principalArn()).isEqualTo(ROOT);
            assertThat(entry.username()).isEqualTo(ROOT);
            assertThat(entry.accessEntryArn())
                    .startsWith("arn:aws:eks:us-west-2:111122223333:access-entry/prod/root/111122223333/root/");
            Examples.associate(ROOT, VIEW, "cluster").accept(eks);
            assertThat(eks.listAccessEntries(r -> r.clusterName("prod").associatedPolicyArn(VIEW))
                            .accessEntries())
                    .containsExactly(ROOT);
            assertThat(eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(ROOT))
                            .accessEntry())
                    .isEqualTo(entry);
            eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ROOT));
        });
    }

    @Test
    void accountRoot_thatIsAccepted_isNoNode_andNoRoleToAssumeOrRunUnder() {
        with(eks -> {
            assertThat(refusal(() -> eks.createAccessEntry(r ->
                                    r.clusterName("prod").principalArn(ROOT).type("EC2_LINUX")))
                            .message())
                    .startsWith("AccessEntry principalArn must be IAM role");
            assertThat(refusal(() -> eks.createNodegroup(r -> r.clusterName("prod")
                                    .nodegroupName("g")
                                    .nodeRole(ROOT)
                                    .subnets("s")))
                            .message())
                    .isEqualTo("The nodeRole parameter is not the ARN of a role of this account");
        });
    }

    @Test
    void variants_outliveAReset() {
        try (FakeEks fake = FakeEks.builder()
                .variants(Variant.REFUSE_ACCOUNT_ROOT)
                .seed(eks -> eks.createCluster("prod"))
                .build()) {
            fake.reset();

            assertThat(refusal(() -> fake.eksClient()
                            .createAccessEntry(r -> r.clusterName("prod").principalArn(ROOT))))
                    .isEqualTo(invalidParameter(BAD_PRINCIPAL));
        }
    }
}
