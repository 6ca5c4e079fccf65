package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksClient;

/** How much there may be. Pages of a hundred stand in {@link InputRulesTest}, policies per entry in {@link AccessPoliciesTest}. */
@Tag("slow")
class QuotasTest {

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    private final EksClient eks = life.eks;

    private void create(int number) {
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ACCOUNT + "role/r" + number));
    }

    @Test
    @UnverifiedAnswer({"quota-of-entries", "entry-of-compute"})
    void cluster_hasThreeThousandEntriesAtMost() {
        life.fake.createCluster("prod");
        life.fake.createCluster("stage");
        IntStream.range(0, 3000).forEach(this::create);

        assertThat(refusal(() -> create(3000)))
                .isEqualTo(new Refusal(
                        400,
                        "ResourceLimitExceededException",
                        "The cluster has the maximum number of access entries, which is 3000."));

        eks.createAccessEntry(r -> r.clusterName("stage").principalArn(ACCOUNT + "role/r1"));
        eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ACCOUNT + "role/r7"));
        create(3000);
        assertThat(eks.listAccessEntriesPaginator(r -> r.clusterName("prod")).accessEntries())
                .hasSize(3000);
    }

    @Test
    @UnverifiedAnswer("quota-of-clusters")
    void account_hasAHundredClustersInARegionAtMost() {
        IntStream.range(0, 100).forEach(i -> life.createWith("c" + i, "API"));

        assertThat(refusal(() -> life.createWith("one-more", "API")))
                .isEqualTo(new Refusal(
                        400,
                        "ResourceLimitExceededException",
                        "The account has the maximum number of clusters in this region, which is 100."));
        life.passSeconds(1);
        eks.deleteCluster(r -> r.name("c5"));
        life.createWith("one-more", "API");
    }

    @Test
    void throttling_happensOnlyWhereATestSaysSo() {
        life.fake.createCluster("prod");
        IntStream.range(0, 500).forEach(this::create);
        life.fake
                .faults()
                .on("CreateAccessEntry")
                .fail("ThrottlingException", 429)
                .times(20);

        assertThat(refusal(() -> create(500)).code()).isEqualTo("ThrottlingException");
    }
}
