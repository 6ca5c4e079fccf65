package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.CREATOR;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_MODE;
import static io.github.accessentries.testkit.behaviour.Examples.NO_CLUSTER;
import static io.github.accessentries.testkit.behaviour.Examples.POLICY;
import static io.github.accessentries.testkit.behaviour.Examples.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksClient;

/** The list of entries. */
class ListAccessEntriesTest {

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private final EksClient eks = life.eks;

    private void create(String... resources) {
        for (String resource : resources) {
            eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ACCOUNT + resource));
        }
    }

    private List<String> with(String policy) {
        return eks.listAccessEntries(r -> r.clusterName("prod").associatedPolicyArn(policy))
                .accessEntries();
    }

    @Test
    @UnverifiedAnswer("order-of-lists")
    void list_hasTheArnsOfPrincipals_inTheirOrder() {
        create("user/ana", "role/z", "role/a/y", "role/b");

        assertThat(life.principals("prod"))
                .containsExactly(ACCOUNT + "role/a/y", ACCOUNT + "role/b", ACCOUNT + "role/z", ACCOUNT + "user/ana");
    }

    @Test
    void list_byPolicy_hasOnlyWhoHasIt_evenOverPages() {
        create("role/a", "role/b", "role/c", "role/d");
        for (String role : List.of("a", "c", "d")) {
            eks.associateAccessPolicy(r -> r.clusterName("prod")
                    .principalArn(ACCOUNT + "role/" + role)
                    .policyArn(VIEW)
                    .accessScope(s -> s.type("cluster")));
        }

        assertThat(with(VIEW)).containsExactly(ACCOUNT + "role/a", ACCOUNT + "role/c", ACCOUNT + "role/d");
        assertThat(with(POLICY + "AmazonEKSEditPolicy")).isEmpty();
        assertThat(eks.listAccessEntriesPaginator(r ->
                                r.clusterName("prod").associatedPolicyArn(VIEW).maxResults(1))
                        .accessEntries())
                .hasSize(3);
    }

    @Test
    @UnverifiedAnswer("entries-by-an-unknown-policy")
    void list_byAPolicyThatIsNot_isEmpty_andByAMalformedOneRefused() {
        create("role/a");

        assertThat(with(POLICY + "AmazonEKSNoPolicy")).isEmpty();
        assertThat(refusal(() -> with("view")))
                .isEqualTo(invalidParameter("The associatedPolicyArn parameter format is not valid"));
    }

    @Test
    void list_hasEntriesThatNobodyAskedFor() {
        life.createWith("stage", "API");

        assertThat(life.principals("stage")).containsExactly(CREATOR);
    }

    @Test
    void list_inModeConfigMap_isRefused() {
        life.fake.createCluster("old", AuthenticationMode.CONFIG_MAP);

        assertThat(refusal(() -> life.principals("old"))).isEqualTo(invalidRequest(BAD_MODE));
    }

    @Test
    void list_ofAMissingCluster_isNotFound() {
        assertThat(refusal(() -> life.principals("none"))).isEqualTo(notFound(NO_CLUSTER));
    }

    @Test
    @UnverifiedAnswer("next-token")
    void token_ofOneList_isRefusedByAnother() {
        create("role/a", "role/b");
        life.fake.createCluster("stage");
        String token =
                eks.listAccessEntries(r -> r.clusterName("prod").maxResults(1)).nextToken();

        assertThat(refusal(
                        () -> eks.listAccessEntries(r -> r.clusterName("stage").nextToken(token))))
                .isEqualTo(invalidParameter("The nextToken parameter is not valid"));
        assertThat(eks.listAccessEntries(r -> r.clusterName("prod").nextToken(token))
                        .accessEntries())
                .containsExactly(ACCOUNT + "role/b");
    }
}
