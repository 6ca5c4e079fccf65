package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.PrincipalArn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.waiters.EksAsyncWaiter;

class EksAsyncClientTest {

    private final FakeEks fake = FakeEks.create();
    private final EksAsyncClient eks = fake.eksAsyncClient();

    EksAsyncClientTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void entry_madeByTheAsyncClient_isSeenByBothClients() {
        String role = fake.iam().role("team/dev").arn().toString();

        CompletableFuture<AccessEntry> created = eks.createAccessEntry(
                        r -> r.clusterName("prod").principalArn(role).kubernetesGroups("devs"))
                .thenApply(answer -> answer.accessEntry());

        AccessEntry entry = created.join();
        assertThat(eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                        .join()
                        .accessEntry())
                .isEqualTo(entry)
                .isEqualTo(fake.eksClient()
                        .describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                        .accessEntry());
        assertThat(eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(role))
                        .join()
                        .sdkHttpResponse()
                        .isSuccessful())
                .as("an empty answer")
                .isTrue();
    }

    @Test
    void call_ofThePrincipalWhoseCredentialsAreGiven_isThatPrincipals() {
        FakePrincipal stranger = fake.iam().principal(PrincipalArn.role("999999999999", "stranger"));

        assertThat(fake.eksAsyncClient(stranger.credentials())
                        .listClusters()
                        .join()
                        .clusters())
                .as("clusters of the stranger's own account")
                .isEmpty();
    }

    @Test
    void refusal_ofTheService_isTheSdksException() {
        assertThatThrownBy(
                        () -> eks.listAccessEntries(r -> r.clusterName("none")).join())
                .cause()
                .isInstanceOfSatisfying(ResourceNotFoundException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(404);
                    assertThat(refusal.requestId()).hasSize(36);
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("No cluster found for name: none.");
                });
    }

    @Test
    void wrongKey_isRefused() {
        var wrong = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "wrong"));

        assertThatThrownBy(() -> fake.eksAsyncClient(wrong).listClusters().join())
                .cause()
                .isInstanceOfSatisfying(
                        EksException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidSignatureException"));
    }

    @Test
    void paginator_followsAllPages() {
        List<String> roles = List.of("a", "b", "c", "d", "e").stream()
                .map(name -> fake.iam().role(name).arn().toString())
                .toList();
        roles.forEach(role -> eks.createAccessEntry(r -> r.clusterName("prod").principalArn(role))
                .join());
        List<String> listed = new ArrayList<>();

        eks.listAccessEntriesPaginator(r -> r.clusterName("prod").maxResults(2))
                .accessEntries()
                .subscribe(listed::add)
                .join();

        assertThat(listed).isEqualTo(roles);
    }

    @Test
    void waiter_seesTheCluster() {
        try (EksAsyncWaiter waiter = eks.waiter()) {
            var response = waiter.waitUntilClusterActive(r -> r.name("prod"), c -> c.maxAttempts(1))
                    .join();

            assertThat(response.matched().response().orElseThrow().cluster().status())
                    .isEqualTo(ClusterStatus.ACTIVE);
        }
    }

    @Test
    void bodyBeyondTheLimit_isRefused() {
        String tooLong = "x".repeat(1 << 20);

        assertThatThrownBy(() -> eks.createAccessEntry(
                                r -> r.clusterName("prod").principalArn("arn").username(tooLong))
                        .join())
                .cause()
                .isInstanceOfSatisfying(
                        EksException.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(413));
    }

    @Test
    void transport_underAClientOfTheCallersOwn_reachesTheFake() {
        try (EksAsyncClient own = EksAsyncClient.builder()
                .httpClient(fake.sdkAsyncHttpClient())
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            assertThat(own.listClusters().join().clusters()).containsExactly("prod");
        }
    }

    @Test
    void missingParameter_isRefusedByTheSdkItself() {
        assertThatThrownBy(() ->
                        eks.describeAccessEntry(r -> r.clusterName("prod")).join())
                .cause()
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("principalArn");
    }
}
