package io.github.accessentries.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredIamPermissionsDocumentTest {

    private static final String PROD = "arn:aws:eks:eu-west-1:111122223333:cluster/prod";

    private static JsonElement document(RequiredIamPermissions permissions) {
        return JsonParser.parseString(permissions.toJson());
    }

    @Test
    void reading_ofTwoClusters_namesTheNarrowestResources() {
        assertThat(document(RequiredIamPermissions.builder()
                        .use(LibraryUse.READING)
                        .cluster(PROD)
                        .cluster("arn:aws:eks:us-east-1:444455556666:cluster/dev")
                        .build()))
                .isEqualTo(JsonParser.parseString("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Sid": "Clusters", "Effect": "Allow",
                           "Action": ["eks:DescribeCluster", "eks:ListAccessEntries"],
                           "Resource": ["arn:aws:eks:eu-west-1:111122223333:cluster/prod",
                                        "arn:aws:eks:us-east-1:444455556666:cluster/dev"]},
                          {"Sid": "AccessEntries", "Effect": "Allow",
                           "Action": ["eks:DescribeAccessEntry", "eks:ListAssociatedAccessPolicies"],
                           "Resource": ["arn:aws:eks:eu-west-1:111122223333:access-entry/prod/*",
                                        "arn:aws:eks:us-east-1:444455556666:access-entry/dev/*"]},
                          {"Sid": "WithoutResource", "Effect": "Allow",
                           "Action": ["eks:ListAccessPolicies"], "Resource": ["*"]}]}"""));
    }

    @Test
    void conditions_standAtTheActions_thatHaveTheirKeys_inTheClustersPartition() {
        RequiredIamPermissions permissions = RequiredIamPermissions.builder()
                .use(LibraryUse.APPLYING, LibraryUse.CHANGING_MODE)
                .cluster("arn:aws-cn:eks:cn-north-1:111122223333:cluster/prod")
                .nodeRole(PrincipalArn.role("111122223333", "nodes").inPartition("aws-cn"))
                .onlyPolicies(AccessPolicy.EDIT, AccessPolicy.VIEW)
                .onlyNamespaces("team-a", "team-a-*")
                .onlyModes(AuthenticationMode.API_AND_CONFIG_MAP)
                .build();

        assertThat(document(permissions)
                        .getAsJsonObject()
                        .getAsJsonArray("Statement")
                        .asList()
                        .subList(3, 6))
                .isEqualTo(JsonParser.parseString("""
                        [{"Sid": "Give", "Effect": "Allow", "Action": ["eks:AssociateAccessPolicy"],
                          "Resource": ["arn:aws-cn:eks:cn-north-1:111122223333:access-entry/prod/*"],
                          "Condition": {
                            "ArnEquals": {"eks:policyArn": [
                              "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
                              "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"]},
                            "StringEquals": {"eks:accessScope": ["namespace"]},
                            "ForAllValues:StringEquals": {"eks:namespaces": ["team-a", "team-a-*"]}}},
                         {"Sid": "ChangeMode", "Effect": "Allow", "Action": ["eks:UpdateClusterConfig"],
                          "Resource": ["arn:aws-cn:eks:cn-north-1:111122223333:cluster/prod"],
                          "Condition": {"StringEquals": {"eks:authenticationMode": ["API_AND_CONFIG_MAP"]}}},
                         {"Sid": "PassNodeRoles", "Effect": "Allow", "Action": ["iam:PassRole"],
                          "Resource": ["arn:aws-cn:iam::111122223333:role/nodes"]}]""").getAsJsonArray().asList());
        assertThat(permissions.toJson()).containsOnlyOnce("eks:AssociateAccessPolicy\"");
        assertThat(permissions.remarks()).anyMatch(remark -> remark.contains("groups of an update"));
    }

    @ParameterizedTest
    @EnumSource(LibraryUse.class)
    void eachUse_hasADocumentOfItsActions(LibraryUse use) {
        RequiredIamPermissions permissions =
                RequiredIamPermissions.builder().use(use).cluster(PROD).build();

        assertThat(permissions.actions()).isEqualTo(use.actions());
        assertThat(use.actions()).allMatch(action -> permissions.toJson().contains('"' + action + '"'));
        assertThat(permissions.toJson().isEmpty()).isEqualTo(use.actions().isEmpty());
        assertThat(use.sentence()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod",
                "arn:aws:eks:eu-west-1:111122223333:cluster/*",
                "arn:aws:eks:*:111122223333:cluster/prod",
                "arn:aws:eks:eu-west-1:111122223333:nodegroup/prod",
                "arn:aws:eks:eu-west-1:111122223333:cluster/prod\",\"*"
            })
    void whatIsNoCluster_isRefused(String arn) {
        assertThatThrownBy(() -> RequiredIamPermissions.builder().cluster(arn))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clusters_ofTwoPartitions_haveNoDocumentInCommon() {
        assertThatThrownBy(() -> RequiredIamPermissions.builder()
                        .cluster(PROD)
                        .cluster("arn:aws-cn:eks:cn-north-1:111122223333:cluster/prod"))
                .hasMessageContaining("different partitions");
        assertThatThrownBy(() -> RequiredIamPermissions.builder().cluster(PROD).build())
                .isInstanceOf(IllegalStateException.class);
    }
}
