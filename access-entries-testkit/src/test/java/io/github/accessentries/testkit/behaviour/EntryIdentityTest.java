package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.LifeOfClusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessPolicy;

/** ARNs of entries and policies, partitions, accounts, and the id by which EKS knows a principal. */
class EntryIdentityTest {

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private final EksClient eks = life.eks;

    private String create(String principal) {
        return eks.createAccessEntry(r -> r.clusterName("prod").principalArn(principal))
                .accessEntry()
                .accessEntryArn();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "arn:aws:iam::111122223333:role/dev,          role/111122223333/dev",
        "arn:aws:iam::111122223333:user/ana,          user/111122223333/ana",
        "arn:aws:iam::111122223333:role/team/a/dev,   role/111122223333/dev",
        "arn:aws:iam::111122223333:user/ops/ana,      user/111122223333/ana",
        "arn:aws:iam::444455556666:role/partner,      role/444455556666/partner",
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_01,"
                + " role/111122223333/AWSReservedSSO_Dev_01",
    })
    void arnOfAnEntry_hasKindAccountAndPlainNameOfThePrincipal(String principal, String part) {
        assertThat(create(principal))
                .matches("arn:aws:eks:us-west-2:111122223333:access-entry/prod/" + part + "/" + ID);
    }

    @Test
    void id_differsBetweenNamesakesAndAfterCreatingAgain() {
        String role = create(ACCOUNT + "role/team/dev");
        String user = create(ACCOUNT + "user/dev");
        eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ACCOUNT + "role/team/dev"));
        life.fake.iam().delete(PrincipalArn.of(ACCOUNT + "role/team/dev"));

        String otherPath = create(ACCOUNT + "role/other/dev");

        assertThat(otherPath.substring(0, otherPath.length() - 36)).isEqualTo(role.substring(0, role.length() - 36));
        assertThat(otherPath).isNotEqualTo(role);
        assertThat(user).isNotEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({"us-west-2, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
    void arns_areOfThePartitionOfTheCluster(String region, String partition) {
        try (FakeEks fake = FakeEks.builder().region(region).build()) {
            fake.createCluster("prod");
            EksClient there = fake.eksClient();
            String principal = "arn:" + partition + ":iam::111122223333:role/dev";
            String own = "arn:" + partition + ":eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
            String foreign = own.replace("arn:" + partition + ":", "arn:aws-other:");

            assertThat(there.createAccessEntry(r -> r.clusterName("prod").principalArn(principal))
                            .accessEntry()
                            .accessEntryArn())
                    .startsWith("arn:" + partition + ":eks:" + region + ":111122223333:access-entry/prod/role/");
            assertThat(there.listAccessPoliciesPaginator(r -> {}).accessPolicies())
                    .extracting(AccessPolicy::arn)
                    .contains(own)
                    .allMatch(arn -> arn.startsWith("arn:" + partition + ":eks::aws:cluster-access-policy/"));
            assertThat(refusal(() -> there.associateAccessPolicy(r -> r.clusterName("prod")
                                    .principalArn(principal)
                                    .policyArn(foreign)
                                    .accessScope(s -> s.type("cluster"))))
                            .code())
                    .isEqualTo("ResourceNotFoundException");
        }
    }

    @Test
    void principal_deletedAndMadeAgain_looksAsEverButIsLetInOnlyByANewEntry() {
        FakePrincipal before = life.fake.iam().role("dev");
        String arn = before.arn().toString();
        create(arn);
        var shown = life.entry("prod", arn);
        life.fake.iam().delete(before.arn());

        assertThat(life.entry("prod", arn)).as("the entry stays").isEqualTo(shown);
        FakePrincipal again = life.fake.iam().role("dev");
        assertThat(again.principalId()).isNotEqualTo(before.principalId());
        assertNotMapped(again);
        assertThat(life.principals("prod")).containsExactly(arn);

        eks.updateAccessEntry(r -> r.clusterName("prod").principalArn(arn).username("u"));
        assertNotMapped(again);

        eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(arn));
        create(arn);
        assertThat(life.fake.cluster("prod").login(again).isAuthenticated()).isTrue();
    }

    private void assertNotMapped(FakePrincipal principal) {
        assertThat(life.fake.cluster("prod").login(principal))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_MAPPED));
    }

    @Test
    void storedId_isNeverShown() {
        FakePrincipal role = life.fake.iam().role("dev");
        create(role.arn().toString());

        assertThat(life.entry("prod", role.arn().toString()).toString()).doesNotContain(role.principalId());
    }

    @Test
    void entryOfAnotherAccount_showsBothAccounts_andDependsOnThePrincipalThere() {
        try (Examples strict = new Examples()) {
            String arn = strict.eks
                    .createAccessEntry(r -> r.clusterName("prod").principalArn(Examples.ABROAD))
                    .accessEntry()
                    .accessEntryArn();

            assertThat(arn).contains(":111122223333:access-entry/prod/role/444455556666/dev/");
            assertThat(refusal(() -> strict.eks.createAccessEntry(
                                    r -> r.clusterName("prod").principalArn("arn:aws:iam::444455556666:role/nobody")))
                            .message())
                    .isEqualTo(Examples.UNKNOWN_PRINCIPAL);
        }
    }
}
