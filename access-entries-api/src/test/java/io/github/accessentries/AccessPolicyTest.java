package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"})
    void arnIn_anyPartition_leadsBackToThePolicy(String partition) {
        String arn = AccessPolicy.EDIT.arnIn(partition);

        assertThat(arn).isEqualTo("arn:" + partition + ":eks::aws:cluster-access-policy/AmazonEKSEditPolicy");
        assertThat(AccessPolicy.of(arn)).isEqualTo(AccessPolicy.EDIT);
    }

    @Test
    void of_unknownName_passes() {
        assertThat(AccessPolicy.of("AmazonEKSNewPolicy").name()).isEqualTo("AmazonEKSNewPolicy");
        assertThat(AccessPolicy.of("AmazonEKSEditPolicy")).isEqualTo(AccessPolicy.EDIT);
    }

    @Test
    void of_policyOfAnotherOwner_keepsItsArn() {
        String arn = "arn:aws:eks:us-west-2:111122223333:cluster-access-policy/ours";

        assertThat(AccessPolicy.of(arn).arnIn("aws")).isEqualTo(arn);
        assertThat(AccessPolicy.of(arn).name()).isEqualTo("ours");
        assertThat(AccessPolicy.of(arn)).isNotEqualTo(AccessPolicy.of("ours"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Amazon EKS Edit Policy",
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:eks::aws:cluster-access-policy/",
                "arn:aws:eks::aws:cluster-access-policy/a/b",
                "arn:aws:eks:::cluster/prod",
                "arn:"
            })
    void of_noNameAndNoArnOfAnAccessPolicy_isRefusedNamingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessPolicy.of(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("AmazonEKSViewPolicy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:eks::aws:cluster-access-policy/with blank",
                "arn:aws:eks::aws:cluster-access-policy/v2/Reader",
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "policy of tomorrow",
            })
    void fromEks_holdsWhateverThereIs_andGivesItBackAsItIs(String arn) {
        assertThat(AccessPolicy.fromEks(arn).arnIn("aws-cn")).isEqualTo(arn);
        assertThat(AccessPolicy.fromEks(arn).toString()).contains(arn);
        assertThatIllegalArgumentException().isThrownBy(() -> AccessPolicy.of(arn));
    }

    @Test
    void fromEks_ofAKnownForm_isTheSameAsOf() {
        assertThat(AccessPolicy.fromEks("arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"))
                .isEqualTo(AccessPolicy.VIEW);
        assertThatIllegalArgumentException().isThrownBy(() -> AccessPolicy.fromEks(""));
    }
}
