package io.github.accessentries.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.EksTokens;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;

/** The user names that EKS generates, and what becomes of them and of chosen ones when somebody logs in. */
class DefaultUsernamesTest {

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");

    @AfterEach
    void close() {
        fake.close();
    }

    private AccessEntry create(PrincipalArn principal, Consumer<CreateAccessEntryRequest.Builder> change) {
        return fake.eksClient()
                .createAccessEntry(r -> change.accept(r.clusterName("prod").principalArn(principal.toString())))
                .accessEntry();
    }

    private KubernetesUser login(FakePrincipal role, String session) {
        String token = EksTokens.builder()
                .credentialsProvider(role.session(session))
                .region(Region.of(fake.region()))
                .build()
                .mint("prod")
                .value();
        return prod.authenticator().authenticate(token).user();
    }

    @ParameterizedTest(name = "{0} of type {1}")
    @CsvSource({
        "user/ana,          STANDARD,       arn:aws:iam::111122223333:user/ana",
        "user/ops/eu/ana,   STANDARD,       arn:aws:iam::111122223333:user/ops/eu/ana",
        "role/dev,          STANDARD,       arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}",
        "role/team/a/dev,   STANDARD,       arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}",
        "role/node,         EC2_LINUX,      system:node:{{EC2PrivateDNSName}}",
        "role/node,         EC2_WINDOWS,    system:node:{{EC2PrivateDNSName}}",
        "role/pod,          FARGATE_LINUX,  system:node:{{SessionName}}",
        "role/hybrid,       HYBRID_LINUX,   system:node:{{SessionName}}",
        "role/auto,         EC2,            system:node:{{SessionName}}",
        "role/hyper,        HYPERPOD_LINUX, system:node:{{SessionName}}",
    })
    void username_thatIsNotChosen_isTheTemplateOfItsKind(String principal, String type, String username) {
        PrincipalArn arn = PrincipalArn.of("arn:aws:iam::111122223333:" + principal);

        assertThat(create(arn, r -> r.type(type)).username()).isEqualTo(username);
        assertThat(fake.eksClient()
                        .describeAccessEntry(r -> r.clusterName("prod").principalArn(arn.toString()))
                        .accessEntry()
                        .username())
                .as("described as the template")
                .isEqualTo(username);
    }

    @Test
    void username_inAnotherPartition_isOfThatPartition() {
        try (FakeEks china = FakeEks.builder().region("cn-north-1").build()) {
            china.createCluster("prod");

            assertThat(china.eksClient()
                            .createAccessEntry(r ->
                                    r.clusterName("prod").principalArn("arn:aws-cn:iam::111122223333:role/team/dev"))
                            .accessEntry()
                            .username())
                    .isEqualTo("arn:aws-cn:sts::111122223333:assumed-role/dev/{{SessionName}}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ops:{{SessionName}},                 ops:ana-example.org",
        "ops:{{SessionNameRaw}},              ops:ana@example.org",
        "a{{AccountID}}:{{SessionName}},      a111122223333:ana-example.org",
        "fixed,                               fixed",
    })
    void placeholders_ofAChosenUsername_areFilledAtLogin(String template, String username) {
        FakePrincipal role = fake.iam().role("team/dev");
        create(role.arn(), r -> r.username(template));

        assertThat(login(role, "ana@example.org").username()).isEqualTo(username);
    }

    @Test
    void sessionName_ofTheDefaultUsername_hasDashesForAtSigns_whileTheRestKeepsThem() {
        FakePrincipal role = fake.iam().role("team/dev");
        create(role.arn(), r -> {});

        KubernetesUser user = login(role, "ana@example.org");

        String arn = "arn:aws:sts::111122223333:assumed-role/dev/ana";
        assertThat(user.username()).isEqualTo(arn + "-example.org");
        assertThat(user.extra())
                .containsEntry("arn", List.of(arn + "@example.org"))
                .containsEntry("sessionName", List.of("ana@example.org"));
    }

    @Test
    void nodeName_isLookedUpFromTheInstanceIdInTheSession() {
        FakePrincipal node = fake.iam().role("node");
        fake.ec2Instance("i-0123456789abcdef0", "ip-10-0-0-1.us-west-2.compute.internal");
        create(node.arn(), r -> r.type("EC2_LINUX"));

        KubernetesUser user = login(node, "i-0123456789abcdef0");

        assertThat(user.username()).isEqualTo("system:node:ip-10-0-0-1.us-west-2.compute.internal");
        assertThat(user.groups()).containsExactly("system:nodes");
    }

    @Test
    void user_isMatchedByPrincipalId_thoughItsArnHasNoPath_andHasTheExtraFieldsOfEks() {
        FakePrincipal role = fake.iam().role("team/dev");
        create(role.arn(), r -> {});

        KubernetesUser user = login(role, "ana");

        assertThat(user.uid()).isEqualTo("aws-iam-authenticator:111122223333:" + role.principalId());
        assertThat(user.extra().keySet())
                .as("those of published audit logs, and the one that newer authenticators add")
                .containsExactlyInAnyOrder(
                        "accessKeyId",
                        "arn",
                        "canonicalArn",
                        "principalId",
                        "sessionName",
                        "sigs.k8s.io/aws-iam-authenticator/principalId");
        assertThat(user.extra())
                .allSatisfy((name, values) -> assertThat(values).as(name).hasSize(1))
                .containsAllEntriesOf(Map.of(
                        "canonicalArn", List.of("arn:aws:iam::111122223333:role/dev"),
                        "principalId", List.of(role.principalId())));
    }

    @Test
    void groups_areThoseOfTheEntry_andTheApiServerAddsItsOwn() {
        FakePrincipal none = fake.iam().role("none");
        FakePrincipal some = fake.iam().role("some");
        create(none.arn(), r -> {});
        create(some.arn(), r -> r.kubernetesGroups("a", "b"));

        assertThat(login(none, "ana").groups())
                .as("system:authenticated is the API server's")
                .isEmpty();
        assertThat(login(some, "ana").groups()).containsExactly("a", "b");
    }
}
