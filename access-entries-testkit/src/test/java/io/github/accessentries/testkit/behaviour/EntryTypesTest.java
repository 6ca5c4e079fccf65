package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;

/** The types of entries: what EKS chooses by them, and what it lets callers choose. */
class EntryTypesTest {

    private static final String ROLE = ACCOUNT + "role/team/dev";
    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/";

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private final EksClient eks = life.eks;

    private AccessEntry create(String type) {
        return eks.createAccessEntry(
                        r -> r.clusterName("prod").principalArn(ROLE).type(type))
                .accessEntry();
    }

    private void associate(String policy) {
        eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(ROLE)
                .policyArn(POLICY + policy)
                .accessScope(s -> s.type("cluster")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "STANDARD       | arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}} | ''",
                "EC2_LINUX      | system:node:{{EC2PrivateDNSName}} | system:nodes",
                "EC2_WINDOWS    | system:node:{{EC2PrivateDNSName}} | system:nodes,eks:kube-proxy-windows",
                "FARGATE_LINUX  | system:node:{{SessionName}}       | system:bootstrappers,system:nodes,system:node-proxier",
                "HYBRID_LINUX   | system:node:{{SessionName}}       | system:nodes",
                "EC2            | system:node:{{SessionName}}       | system:nodes",
                "HYPERPOD_LINUX | system:node:{{SessionName}}       | system:nodes",
            })
    @UnverifiedAnswer({"username-of-hyperpod", "groups-of-node-types"})
    void entry_ofAType_hasItsUsernameAndGroups(String type, String username, String groups) {
        AccessEntry entry = create(type);

        assertThat(entry.type()).isEqualTo(type);
        assertThat(entry.username()).isEqualTo(username);
        assertThat(entry.kubernetesGroups()).isEqualTo(groups.isEmpty() ? List.of() : List.of(groups.split(",")));
        assertThat(life.entry("prod", ROLE)).isEqualTo(entry);
    }

    @Test
    void standard_isTheDefault_andLetsTheCallerChoose() {
        AccessEntry entry = eks.createAccessEntry(r ->
                        r.clusterName("prod").principalArn(ROLE).username("dev").kubernetesGroups("devs"))
                .accessEntry();

        assertThat(entry.type()).isEqualTo("STANDARD");
        assertThat(entry.username()).isEqualTo("dev");
        assertThat(entry.kubernetesGroups()).containsExactly("devs");
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, true",
        "EC2, true",
        "EC2_LINUX, false",
        "EC2_WINDOWS, false",
        "FARGATE_LINUX, false",
        "HYBRID_LINUX, false",
        "HYPERPOD_LINUX, false"
    })
    @UnverifiedAnswer("policies-on-ec2")
    void policies_areForStandardAndEc2(String type, boolean taken) {
        create(type);

        if (taken) {
            associate("AmazonEKSAutoNodePolicy");
            associate("AmazonEKSViewPolicy");
            assertThat(life.policies("prod", ROLE)).hasSize(2);
        } else {
            assertThat(refusal(() -> associate("AmazonEKSAutoNodePolicy")))
                    .isEqualTo(invalidParameter(
                            "This operation can only be performed on Access Entries with a type of \"STANDARD\""));
            assertThat(life.policies("prod", ROLE))
                    .as("an empty list and no refusal")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Standard", "standard", "EC2_Linux", "ec2", "OTHER", ""})
    @UnverifiedAnswer("types-in-the-refusal")
    void type_inOtherLettersOrUnknown_isRefused(String type) {
        assertThat(refusal(() -> create(type)).message()).startsWith("AccessEntry type must be one of [");
    }

    @Test
    void type_changesOnlyByDeletingAndCreating() {
        String before = create("STANDARD").accessEntryArn();
        assertThat(refusal(() -> create("EC2_LINUX")).code()).isEqualTo("ResourceInUseException");

        eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));

        assertThat(create("EC2_LINUX").accessEntryArn()).isNotEqualTo(before);
    }
}
