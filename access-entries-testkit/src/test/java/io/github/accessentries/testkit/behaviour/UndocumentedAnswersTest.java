package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.NODE;
import static io.github.accessentries.testkit.behaviour.Examples.OF_SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.POLICY;
import static io.github.accessentries.testkit.behaviour.Examples.ROLE;
import static io.github.accessentries.testkit.behaviour.Examples.SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.Cluster;

/** What no documentation tells and no other test shows by the way: above all, which of several faults comes first. */
class UndocumentedAnswersTest {

    private static final String RESERVED = POLICY + "AmazonEKSComputePolicy";

    private final LifeOfClusters life = new LifeOfClusters();
    private final Examples examples = new Examples();

    @AfterEach
    void close() {
        life.close();
        examples.close();
    }

    private String associating(String cluster, String principal, String policy, String scope) {
        return refusal(() -> examples.eks.associateAccessPolicy(r -> r.clusterName(cluster)
                        .principalArn(principal)
                        .policyArn(policy)
                        .accessScope(s -> s.type(scope))))
                .message();
    }

    @Test
    @UnverifiedAnswer("order-of-checks-of-associate")
    void checks_ofAssociate_comeInTheirOrder() {
        String unknown = POLICY + "AmazonEKSNoPolicy";

        // Everything is wrong at once; each line puts the fault of the line before right.
        assertThat(associating("none", "x", "x", "x")).startsWith("The principalArn parameter");
        assertThat(associating("none", ROLE, "x", "x")).startsWith("The policyArn parameter");
        assertThat(associating("none", ROLE, unknown, "x")).startsWith("accessScope type");
        assertThat(associating("none", ROLE, unknown, "cluster")).startsWith("No cluster");
        assertThat(associating("old", ROLE, unknown, "cluster")).startsWith("The cluster's authentication mode");
        assertThat(associating("prod", ROLE, unknown, "cluster")).startsWith("The specified principalArn");
        assertThat(associating("prod", NODE, unknown, "cluster")).startsWith("The specified policyArn could not");
        assertThat(associating("prod", NODE, RESERVED, "cluster")).startsWith("This operation can only");
        assertThat(associating("prod", TAKEN, RESERVED, "cluster")).endsWith("with service-linked roles");
    }

    @Test
    @UnverifiedAnswer("changes-for-a-service-linked-role")
    void change_forAServiceLinkedRole_isRefusedAsOnCreation() {
        Examples.changes()
                .forEach((operation, call) -> assertThat(refusal(() -> call.on(examples.eks, "prod", SERVICE_LINKED)))
                        .as(operation)
                        .isEqualTo(invalidParameter(OF_SERVICE_LINKED)));
    }

    @Test
    @UnverifiedAnswer("order-of-checks-of-an-update")
    void checks_ofAnUpdate_comeInTheirOrder() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        life.createWith("new", "CONFIG_MAP");
        life.fake.createCluster("old", AuthenticationMode.CONFIG_MAP).platform("1.28", "eks.5");

        assertThat(changing("none", "api", "t")).startsWith("authenticationMode must be one of");
        assertThat(changing("none", "API", "t")).startsWith("No cluster");
        life.eks.updateClusterConfig(r ->
                r.name("prod").clientRequestToken("t").accessConfig(a -> a.authenticationMode("API_AND_CONFIG_MAP")));
        assertThat(changing("prod", "API", "t"))
                .as("a repeated token, while an update runs")
                .startsWith("The clientRequestToken");
        assertThat(changing("prod", "CONFIG_MAP", "u"))
                .as("a running update, and a step that there is not")
                .contains("currently has update");
        assertThat(changing("new", "API", "u"))
                .as("a creation, and a step that there is not")
                .contains("currently being created");
        assertThat(changing("old", "API", "u"))
                .as("a platform version, and a step that there is not")
                .contains("on platform version");
    }

    private String changing(String cluster, String mode, String token) {
        return refusal(() -> life.eks.updateClusterConfig(
                        r -> r.name(cluster).clientRequestToken(token).accessConfig(a -> a.authenticationMode(mode))))
                .message();
    }

    @Test
    void tags_ofNodeGroupsAndProfiles_areThoseOfTheirCreation() {
        life.fake.createCluster("prod");
        life.createNodeGroup("prod", "g", r -> r.tags(Map.of("team", "a")));
        life.createProfile("prod", "f", r -> r.tags(Map.of("team", "b")));

        var group = life.eks
                .describeNodegroup(r -> r.clusterName("prod").nodegroupName("g"))
                .nodegroup();
        var profile = life.eks
                .describeFargateProfile(r -> r.clusterName("prod").fargateProfileName("f"))
                .fargateProfile();

        assertThat(group.tags()).isEqualTo(Map.of("team", "a"));
        assertThat(profile.tags()).isEqualTo(Map.of("team", "b"));
    }

    @Test
    @UnverifiedAnswer("endpoint-and-certificate")
    void endpoint_leadsNowhere_andTheCertificateIsOneForAll() {
        life.fake.createCluster("one");
        life.fake.createCluster("two");

        Cluster one = life.describe("one");
        Cluster two = life.describe("two");

        assertThat(one.endpoint()).startsWith("https://").isNotEqualTo(two.endpoint());
        assertThat(one.certificateAuthority().data())
                .isNotEmpty()
                .isEqualTo(two.certificateAuthority().data());
    }
}
