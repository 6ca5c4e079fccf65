package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.wire.record.CloudTrailJson;
import io.github.accessentries.testkit.trail.RecordedCall;
import io.github.accessentries.testkit.trail.UserIdentity;
import io.github.accessentries.token.EksTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.EksException;

class RecordedCallsTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/dev";
    private static final String ENCODED_ROLE = "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fteam%2Fdev";
    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-01-02T03:04:05.678Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final EksClient eks = fake.eksClient();

    RecordedCallsTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private RecordedCall only() {
        assertThat(fake.calls()).hasSize(1);
        return fake.calls().get(0);
    }

    @Test
    void create_isRecorded_withPlainArnAndAnswer() {
        var response = eks.createAccessEntry(r -> r.clusterName("prod")
                .principalArn(ROLE)
                .kubernetesGroups("devs", "ops")
                .tags(Map.of("owner", "ana"))
                .clientRequestToken("once"));

        RecordedCall call = only();
        assertThat(call.eventTime()).isEqualTo(clock.instant());
        assertThat(call.eventSource()).isEqualTo("eks.amazonaws.com");
        assertThat(call.eventName()).isEqualTo("CreateAccessEntry");
        assertThat(call.awsRegion()).isEqualTo("us-west-2");
        assertThat(call.recipientAccountId()).isEqualTo("111122223333");
        assertThat(call.requestId())
                .isEqualTo(response.responseMetadata().requestId())
                .hasSize(36);
        assertThat(call.eventId()).hasSize(36).isNotEqualTo(call.requestId());
        assertThat(call.readOnly()).isFalse();
        assertThat(call.errorCode()).isEmpty();
        assertThat(call.errorMessage()).isEmpty();
        assertThat(call.requestParameters())
                .isEqualTo(Map.of(
                        "name",
                        "prod",
                        "principalArn",
                        ROLE,
                        "kubernetesGroups",
                        List.of("devs", "ops"),
                        "tags",
                        Map.of("owner", "ana"),
                        "clientRequestToken",
                        "once"));
        assertThat(call.responseElements().get("accessEntry"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("accessEntryArn", response.accessEntry().accessEntryArn())
                .containsEntry("type", "STANDARD");
    }

    @Test
    void callsWithAnArnInThePath_areRecorded_withItEncoded() {
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
        eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(ROLE)
                .policyArn(VIEW)
                .accessScope(s -> s.type(AccessScopeType.NAMESPACE).namespaces("a")));
        fake.clearCalls();

        eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
        eks.disassociateAccessPolicy(
                r -> r.clusterName("prod").principalArn(ROLE).policyArn(VIEW));
        eks.listAccessEntries(
                r -> r.clusterName("prod").associatedPolicyArn(VIEW).maxResults(7));
        eks.untagResource(r -> r.resourceArn(fake.cluster("prod").arn()).tagKeys("a", "b"));

        assertThat(fake.calls())
                .extracting(RecordedCall::eventName, RecordedCall::readOnly, RecordedCall::requestParameters)
                .containsExactly(
                        tuple("DescribeAccessEntry", true, Map.of("name", "prod", "principalArn", ENCODED_ROLE)),
                        tuple(
                                "DisassociateAccessPolicy",
                                false,
                                Map.of(
                                        "name",
                                        "prod",
                                        "principalArn",
                                        ENCODED_ROLE,
                                        "policyArn",
                                        "arn%3Aaws%3Aeks%3A%3Aaws%3Acluster-access-policy%2FAmazonEKSViewPolicy")),
                        tuple(
                                "ListAccessEntries",
                                true,
                                Map.of("name", "prod", "associatedPolicyArn", VIEW, "maxResults", "7")),
                        tuple(
                                "UntagResource",
                                false,
                                Map.of(
                                        "resourceArn",
                                        "arn%3Aaws%3Aeks%3Aus-west-2%3A111122223333%3Acluster%2Fprod",
                                        "tagKeys",
                                        List.of("a", "b"))));
        assertThat(fake.calls())
                .as("answers of reads")
                .allMatch(call -> call.responseElements().isEmpty());
    }

    @Test
    void refusal_isRecorded_withItsError() {
        assertThatThrownBy(
                        () -> eks.deleteAccessEntry(r -> r.clusterName("none").principalArn(ROLE)))
                .isInstanceOf(EksException.class);

        assertThat(only().errorCode()).contains("ResourceNotFoundException");
        assertThat(only().errorMessage()).contains("No cluster found for name: none.");
        assertThat(only().responseElements()).isEmpty();
        assertThat(only())
                .asString()
                .isEqualTo("DeleteAccessEntry {name=none, principalArn=" + ENCODED_ROLE
                        + "} by arn:aws:iam::111122223333:user/test: ResourceNotFoundException");
    }

    @Test
    void user_isToldByTheKey() {
        eks.listClusters();

        FakePrincipal user = fake.iam().user("test");
        assertThat(only().userIdentity())
                .isEqualTo(UserIdentity.builder()
                        .type("IAMUser")
                        .principalId(user.principalId())
                        .arn(user.arn().toString())
                        .accountId("111122223333")
                        .accessKeyId("test")
                        .issuerArn(user.arn().toString())
                        .build());
    }

    @Test
    void session_isToldWithItsRole() {
        FakePrincipal role = fake.iam().role("team/dev");
        AwsSessionCredentials keys = (AwsSessionCredentials) role.session("ana").resolveCredentials();

        fake.eksAsyncClient(StaticCredentialsProvider.create(keys))
                .listClusters()
                .join();

        assertThat(only().userIdentity())
                .isEqualTo(UserIdentity.builder()
                        .type("AssumedRole")
                        .principalId(role.principalId() + ":ana")
                        .arn("arn:aws:sts::111122223333:assumed-role/dev/ana")
                        .accountId("111122223333")
                        .accessKeyId(keys.accessKeyId())
                        .issuerArn(ROLE)
                        .build());
    }

    @Test
    void callRead_afterItsCallerIsGone_stillTellsTheCaller() {
        FakePrincipal user = fake.iam().user("ana");
        fake.eksClient(user.credentials()).listClusters();

        fake.iam().delete(user.arn());

        assertThat(only().userIdentity().principalId()).isEqualTo(user.principalId());
        assertThat(only().eventTime()).isEqualTo(clock.instant());
        assertThat(only()).as("read again").isEqualTo(only());
    }

    @Test
    void callerWithAWrongSignature_isNobody() {
        var wrong = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "wrong"));

        assertThatThrownBy(() -> fake.eksClient(wrong).listClusters()).isInstanceOf(EksException.class);

        assertThat(only().userIdentity()).isEqualTo(UserIdentity.unknown("test"));
        assertThat(only().recipientAccountId()).isEqualTo("111122223333");
        assertThat(only().errorCode()).contains("InvalidSignatureException");
    }

    @Test
    void regionOfTheSignature_isTheRegionOfTheCall() {
        try (FakeEks unchecked = FakeEks.builder().signatureChecks(false).build();
                EksClient elsewhere = EksClient.builder()
                        .httpClient(unchecked.sdkHttpClient())
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
            elsewhere.listClusters();

            assertThat(unchecked.calls()).extracting(RecordedCall::awsRegion).containsExactly("eu-west-1");
        }
    }

    @Test
    void forbiddenCall_farFromTheMachinesTime_isMadeOnce() {
        clock.advance(Duration.ofDays(3650));
        fake.faults().on("ListClusters").fail("AccessDeniedException", 403).always();

        assertThatThrownBy(() -> fake.eksClient().listClusters()).isInstanceOf(EksException.class);
        assertThatThrownBy(() -> fake.eksAsyncClient().listClusters().join()).hasCauseInstanceOf(EksException.class);

        assertThat(fake.calls()).hasSize(2);
    }

    @Test
    void secrets_areInNoRecord() throws Exception {
        FakePrincipal role = fake.iam().role("dev");
        AwsSessionCredentials keys = (AwsSessionCredentials) role.credentials().resolveCredentials();
        fake.stsClient(StaticCredentialsProvider.create(keys)).getCallerIdentity();
        String token = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .region(Region.US_WEST_2)
                .clock(clock)
                .build()
                .mint("prod")
                .value();
        URI presigned =
                URI.create(new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), UTF_8));
        String signature = presigned.getRawQuery().replaceFirst(".*X-Amz-Signature=([0-9a-f]{64}).*", "$1");
        assertThat(signature).hasSize(64);
        try (FakeEksServer server = fake.serve()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/?" + presigned.getRawQuery()))
                    .header("x-k8s-aws-id", "prod")
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        }

        assertThat(fake.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.eventName()).isEqualTo("GetCallerIdentity");
            assertThat(call.eventSource()).isEqualTo("sts.amazonaws.com");
            assertThat(call.userIdentity().accessKeyId()).isEqualTo(keys.accessKeyId());
            assertThat(call.requestParameters()).isEmpty();
            assertThat(call.readOnly()).isTrue();
            assertThat(call + CloudTrailJson.of(call).toString() + call.userIdentity())
                    .doesNotContain(keys.secretAccessKey())
                    .doesNotContain(keys.sessionToken().substring(0, 20))
                    .doesNotContain(signature)
                    .doesNotContainIgnoringCase("X-Amz");
        });
    }

    @Test
    void scriptedErrors_areRecorded_withTheirCaller() {
        fake.faults()
                .on("ListClusters")
                .fail("ServiceUnavailableException", 503)
                .times(2);

        eks.listClusters();

        assertThat(fake.calls())
                .extracting(call -> call.errorCode().orElse("ok"))
                .containsExactly("ServiceUnavailableException", "ServiceUnavailableException", "ok");
        assertThat(fake.calls()).allMatch(call -> call.userIdentity().type().equals("IAMUser"));
    }

    @Test
    void cutConnection_isRecordedOnlyIfTheServiceGotTheCall() {
        fake.faults().on("CreateAccessEntry").cutConnection().times(1);
        fake.faults().on("CreateAccessEntry").cutConnection().afterChange().times(1);

        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));

        assertThat(fake.calls())
                .as("the lost answer and the repeated one")
                .hasSize(2)
                .allMatch(call -> call.errorCode().isEmpty());
    }

    @Test
    void loginAndAssertions_areNoCalls() {
        FakeEksAssertions.assertThat(fake.cluster("prod"))
                .principal(fake.iam().role("dev"))
                .cannot("get", "pods")
                .clusterWide();

        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void requestsThatCallNoOperation_areNotRecorded() throws Exception {
        try (FakeEksServer server = fake.serve()) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.endpoint() + "/favicon.ico"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        }

        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void tooLongBody_isLeftOut() {
        assertThatThrownBy(() -> eks.createAccessEntry(
                        r -> r.clusterName("prod").principalArn(ROLE).username("system:" + "x".repeat(200_000))))
                .isInstanceOf(EksException.class);

        assertThat(only().requestParameters()).isEqualTo(Map.of("name", "prod"));
    }

    @Test
    void calls_ofManyThreads_areAllKept() throws Exception {
        Concurrently.run(64, thread -> {
            for (int i = 0; i < 10; i++) {
                eks.listClusters();
            }
            return null;
        });

        assertThat(fake.calls()).hasSize(640).doesNotHaveDuplicates();
    }

    @Test
    void record_ofASession_isTheJsonOfCloudTrail() {
        FakePrincipal role = fake.iam().role("team/dev");
        assertThatThrownBy(() -> fake.eksClient(role.session("ana"))
                        .deleteAccessEntry(r -> r.clusterName("none").principalArn(ROLE)))
                .isInstanceOf(EksException.class);
        RecordedCall call = only();

        JsonObject expected = JsonParser.parseString("""
                {"eventVersion": "1.11",
                 "userIdentity": {
                   "type": "AssumedRole", "principalId": "%1$s:ana",
                   "arn": "arn:aws:sts::111122223333:assumed-role/dev/ana",
                   "accountId": "111122223333", "accessKeyId": "%2$s",
                   "sessionContext": {"sessionIssuer": {
                     "type": "Role", "principalId": "%1$s", "arn": "arn:aws:iam::111122223333:role/team/dev",
                     "accountId": "111122223333", "userName": "dev"}}},
                 "eventTime": "2026-01-02T03:04:05Z",
                 "eventSource": "eks.amazonaws.com", "eventName": "DeleteAccessEntry", "awsRegion": "us-west-2",
                 "errorCode": "ResourceNotFoundException", "errorMessage": "No cluster found for name: none.",
                 "requestParameters": {"name": "none", "principalArn": "%3$s"},
                 "requestID": "%4$s", "eventID": "%5$s", "readOnly": false,
                 "eventType": "AwsApiCall", "managementEvent": true, "recipientAccountId": "111122223333",
                 "eventCategory": "Management"}
                """.formatted(
                                role.principalId(),
                                call.userIdentity().accessKeyId(),
                                ENCODED_ROLE,
                                call.requestId(),
                                call.eventId()))
                .getAsJsonObject();
        assertThat(CloudTrailJson.of(call)).isEqualTo(expected);
    }

    @Test
    void record_ofAUserWhoChangesSomething_hasNameAndAnswer() {
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));

        JsonObject json = CloudTrailJson.of(only());

        assertThat(json.getAsJsonObject("userIdentity").get("userName").getAsString())
                .isEqualTo("test");
        assertThat(json.getAsJsonObject("requestParameters").get("principalArn").getAsString())
                .isEqualTo(ROLE);
        assertThat(json.getAsJsonObject("responseElements")
                        .getAsJsonObject("accessEntry")
                        .get("createdAt")
                        .getAsBigDecimal())
                .isEqualTo("1767323045.678");
    }

    @Test
    void record_isImmutable() {
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE).kubernetesGroups("devs"));

        assertThat(only().requestParameters()).isUnmodifiable();
        assertThat(only().responseElements()).isUnmodifiable();
        assertThat((List<?>) only().requestParameters().get("kubernetesGroups")).isUnmodifiable();
    }
}
