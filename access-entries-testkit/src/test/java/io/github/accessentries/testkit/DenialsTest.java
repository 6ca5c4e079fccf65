package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.PrincipalArn;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;

class DenialsTest {

    private static final String EKS = "arn:aws:eks:us-west-2:111122223333:";
    private static final String ROLE = "arn:aws:iam::111122223333:role/x";

    private final FakeEks fake = FakeEks.builder()
            .clock(FakeClock.at(Instant.parse("2030-01-02T03:04:05Z")))
            .build();
    private final FakePrincipal caller = fake.iam().role("ci/deployer");
    private final EksClient eks = fake.eksClient(caller.session("job-1"));

    DenialsTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static void assertDenied(ThrowingCallable call, String action, String resource) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EksException.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(refusal.awsErrorDetails().errorMessage())
                    .isEqualTo(
                            "User: arn:aws:sts::111122223333:assumed-role/deployer/job-1 is not authorized to perform: "
                                    + action + " on resource: " + resource);
        });
    }

    private static Arguments operation(String name, String resource, Consumer<EksClient> call) {
        return Arguments.of(name, resource, call);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                operation(
                        "CreateAccessEntry",
                        EKS + "cluster/prod",
                        eks -> eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))),
                operation(
                        "ListAccessEntries",
                        EKS + "cluster/prod",
                        eks -> eks.listAccessEntries(r -> r.clusterName("prod"))),
                operation(
                        "DescribeAccessEntry",
                        EKS + "access-entry/prod////*",
                        eks -> eks.describeAccessEntry(
                                r -> r.clusterName("prod").principalArn(ROLE))),
                operation(
                        "UpdateAccessEntry",
                        EKS + "access-entry/prod////*",
                        eks -> eks.updateAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))),
                operation(
                        "DeleteAccessEntry",
                        EKS + "access-entry/none////*",
                        eks -> eks.deleteAccessEntry(r -> r.clusterName("none").principalArn("no ARN"))),
                operation("ListAccessPolicies", "*", eks -> eks.listAccessPolicies(r -> {})),
                operation("ListClusters", EKS + "cluster/*", EksClient::listClusters),
                operation("DescribeCluster", EKS + "cluster/none", eks -> eks.describeCluster(r -> r.name("none"))),
                operation(
                        "TagResource",
                        EKS + "cluster/prod",
                        eks -> eks.tagResource(
                                r -> r.resourceArn(EKS + "cluster/prod").tags(Map.of("a", "b")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    @UnverifiedAnswer("resource-of-a-denial")
    void deniedOperation_isRefused_withItsResource(String operation, String resource, Consumer<EksClient> call) {
        fake.iam().deny(caller.arn(), "eks:" + operation);

        assertDenied(() -> call.accept(eks), "eks:" + operation, resource);
        assertThat(fake.calls())
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.errorCode()).contains("AccessDeniedException"));
    }

    @Test
    @UnverifiedAnswer("resource-of-a-denial")
    void deniedOperation_onAnEntryThatIsThere_namesTheEntry() {
        String arn = eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))
                .accessEntry()
                .accessEntryArn();
        fake.iam().deny(caller.arn(), "eks:DeleteAccessEntry");

        assertDenied(
                () -> eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ROLE)),
                "eks:DeleteAccessEntry",
                arn);
        assertThat(eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries())
                .containsExactly(ROLE);
    }

    @Test
    void denial_coversAllSessionsOfTheRole_andNobodyElse() {
        fake.iam().deny(caller.arn(), "eks:ListClusters", "eks:DescribeCluster");

        assertThatThrownBy(() -> fake.eksClient(caller.session("job-2")).listClusters())
                .hasMessageContaining("assumed-role/deployer/job-2");
        assertThatThrownBy(() -> eks.describeCluster(r -> r.name("prod"))).hasMessageContaining("eks:DescribeCluster");
        assertThatCode(() -> eks.listAccessPolicies(r -> {})).doesNotThrowAnyException();
        assertThatCode(() -> fake.eksClient().listClusters()).doesNotThrowAnyException();
    }

    @Test
    void denialOfEverything_holdsUntilAllIsAllowed() {
        FakePrincipal user = fake.iam().user("ana");
        EksClient asUser = fake.eksClient(user.credentials());
        fake.iam().deny(user.arn(), "eks:*");
        assertThatThrownBy(asUser::listClusters).hasMessageContaining("User: " + user.arn() + " is not authorized");

        fake.iam().allowAll();

        assertThat(asUser.listClusters().clusters()).containsExactly("prod");
    }

    @Test
    void denial_beforeThePrincipalExists_holdsOnceItDoes() {
        PrincipalArn later = PrincipalArn.user("111122223333", "later");
        fake.iam().deny(later, "eks:*");

        EksClient asLater = fake.eksClient(fake.iam().principal(later).credentials());

        assertThatThrownBy(asLater::listClusters).isInstanceOf(EksException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "eks:",
                "eks:Create*",
                "eks:createAccessEntry",
                "CreateAccessEntry",
                "EKS:CreateAccessEntry",
                "sts:GetCallerIdentity",
                "eks:GetCallerIdentity"
            })
    void actionOfAnotherForm_isRefused_andNothingDenied(String action) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.iam().deny(caller.arn(), "eks:ListClusters", action))
                .withMessageContaining("\"" + (action.startsWith("eks:") ? action.substring(4) : action) + "\"")
                .withMessageContaining("CreateAccessEntry");

        assertThatCode(eks::listClusters).doesNotThrowAnyException();
    }

    @Test
    void noAction_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.iam().deny(caller.arn()))
                .withMessageContaining("eks:*");
    }
}
