package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.PrincipalArn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** Who is let in, who is refused, and as whom STS knows a caller. */
class AuthenticationTest {

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-23T12:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();

    @AfterEach
    void close() {
        fake.close();
    }

    private static AwsCredentialsProvider keys(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    private void assertRefused(AwsCredentialsProvider credentials, String eksCode, String stsCode) {
        assertRefused(() -> fake.eksClient(credentials).listClusters(), eksCode);
        assertRefused(() -> fake.stsClient(credentials).getCallerIdentity(), stsCode);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.requestId()).isNotBlank();
    }

    @Test
    void caller_withAWrongSecret_isRefused() {
        assertRefused(keys("test", "wrong"), "InvalidSignatureException", "SignatureDoesNotMatch");
    }

    @Test
    void caller_withAnUnknownKey_isRefused() {
        assertRefused(keys("AKIANOBODY", "test"), "UnrecognizedClientException", "InvalidClientTokenId");
    }

    @Test
    void caller_whoDoesNotSign_isRefused() {
        assertRefused(
                AnonymousCredentialsProvider.create(),
                "MissingAuthenticationTokenException",
                "MissingAuthenticationToken");
    }

    @Test
    void session_pastItsEnd_isRefused_andTheProviderStartsAnother() {
        AwsCredentialsProvider session = fake.iam().role("dev").session("ana");
        AwsCredentialsProvider kept = StaticCredentialsProvider.create(session.resolveCredentials());
        clock.advance(Duration.ofMinutes(59));
        assertThat(fake.eksClient(kept).listClusters().clusters()).isEmpty();

        clock.advance(Duration.ofMinutes(1));

        assertRefused(kept, "ExpiredTokenException", "ExpiredToken");
        assertThat(fake.stsClient(session).getCallerIdentity().arn()).endsWith("assumed-role/dev/ana");
    }

    @Test
    void session_withoutItsTokenOrWithAnother_isRefused() {
        AwsSessionCredentials session =
                (AwsSessionCredentials) fake.iam().role("dev").credentials().resolveCredentials();

        assertRefused(
                keys(session.accessKeyId(), session.secretAccessKey()),
                "UnrecognizedClientException",
                "InvalidClientTokenId");
        assertRefused(
                StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), "another")),
                "UnrecognizedClientException",
                "InvalidClientTokenId");
    }

    @Test
    void principal_deletedAndMadeAgain_isAnotherAndLosesItsKeys() {
        PrincipalArn arn = fake.iam().user("ops/ana").arn();
        FakePrincipal before = fake.iam().principal(arn);
        AwsCredentialsProvider keys = before.credentials();
        assertThat(fake.stsClient(keys).getCallerIdentity().userId()).isEqualTo(before.principalId());

        assertThat(fake.iam().delete(arn)).isTrue();
        FakePrincipal after = fake.iam().principal(arn);

        assertThat(after.principalId()).isNotEqualTo(before.principalId()).matches("AIDA[A-Z2-7]{17}");
        assertRefused(keys, "UnrecognizedClientException", "InvalidClientTokenId");
        assertThat(fake.stsClient(after.credentials()).getCallerIdentity().userId())
                .isEqualTo(after.principalId());
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:user/ops/ana, arn:aws:iam::111122223333:user/ops/ana, ''",
        "arn:aws:iam::444455556666:user/ana, arn:aws:iam::444455556666:user/ana, ''",
        "arn:aws:iam::111122223333:role/team/dev, arn:aws:sts::111122223333:assumed-role/dev/s@x, :s@x",
        "arn:aws-cn:iam::444455556666:role/a/b/c, arn:aws-cn:sts::444455556666:assumed-role/c/s@x, :s@x",
        "arn:aws-us-gov:iam::444455556666:user/x, arn:aws-us-gov:iam::444455556666:user/x, ''"
    })
    void identity_ofAnyPrincipal_isWhatStsTells(String principal, String arn, String suffix) {
        FakePrincipal caller = fake.iam().principal(PrincipalArn.of(principal));
        AwsCredentialsProvider credentials = caller.arn().isRole() ? caller.session("s@x") : caller.credentials();

        var identity = fake.stsClient(credentials).getCallerIdentity();

        assertThat(identity.arn()).isEqualTo(arn);
        assertThat(identity.userId()).isEqualTo(caller.principalId() + suffix);
        assertThat(identity.account()).isEqualTo(caller.arn().accountId());
        assertThat(credentials.resolveCredentials().accessKeyId())
                .matches((caller.arn().isRole() ? "ASIA" : "AKIA") + "[A-Z2-7]{16}");
    }

    @Test
    void clusters_ofAnotherAccountOrRegion_areNotSeen() {
        fake.createCluster("prod");
        FakePrincipal stranger = fake.iam().principal(PrincipalArn.role("444455556666", "dev"));

        assertThat(fake.eksClient(stranger.credentials()).listClusters().clusters())
                .isEmpty();
        try (EksClient elsewhere = client(Region.EU_WEST_1, fake.sdkHttpClient())) {
            assertThat(elsewhere.listClusters().clusters()).isEmpty();
        }
        assertThat(fake.eksClient().listClusters().clusters()).containsExactly("prod");
    }

    private static EksClient client(Region region, SdkHttpClient http) {
        return EksClient.builder()
                .region(region)
                .httpClient(http)
                .endpointOverride(URI.create("https://eks.test"))
                .credentialsProvider(keys("test", "test"))
                .build();
    }

    @Test
    void body_changedUnderWay_isRefused() {
        fake.createCluster("prod");
        SdkHttpClient tampering = new BodyChanger(fake.sdkHttpClient());

        try (EksClient eks = client(Region.US_WEST_2, tampering)) {
            assertRefused(
                    () -> eks.createAccessEntry(
                            r -> r.clusterName("prod").principalArn("arn:aws:iam::111122223333:role/dev")),
                    "InvalidSignatureException");
        }
        assertThat(fake.eksClient()
                        .listAccessEntries(r -> r.clusterName("prod"))
                        .accessEntries())
                .isEmpty();
    }

    /** Puts a role called evil into every body. */
    private record BodyChanger(SdkHttpClient http) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            HttpExecuteRequest.Builder changed = HttpExecuteRequest.builder().request(request.httpRequest());
            request.contentStreamProvider()
                    .ifPresent(body -> changed.contentStreamProvider(() -> new ByteArrayInputStream(
                            "{\"principalArn\":\"arn:aws:iam::111122223333:role/evil\"}".getBytes(UTF_8))));
            return http.prepareRequest(changed.build());
        }

        @Override
        public void close() {
            http.close();
        }
    }

    @Test
    void clientOfOnesOwn_whoseClockIsFarOff_isToldTheTimeAndComesBack() {
        fake.createCluster("prod");
        clock.advance(Duration.ofDays(4000));

        try (EksClient eks = client(Region.US_WEST_2, fake.sdkHttpClient())) {
            assertThat(eks.listClusters().clusters()).containsExactly("prod");
        }
    }

    private HttpExecuteResponse replay(SdkHttpRequest url, String cluster, String accept) throws IOException {
        SdkHttpRequest request = url.toBuilder()
                .putHeader("x-k8s-aws-id", cluster)
                .putHeader("Accept", accept)
                .build();
        return fake.sdkHttpClient()
                .prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call();
    }

    /** What is in a token for a cluster: a presigned URL, without the headers that were signed. */
    private SdkHttpRequest token(AwsCredentials credentials, String cluster) {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://sts.us-west-2.amazonaws.com"))
                .encodedPath("/")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader("x-k8s-aws-id", cluster)
                .build();
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(unsigned)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
    }

    private static String body(HttpExecuteResponse response) throws IOException {
        return new String(response.responseBody().orElseThrow().readAllBytes(), UTF_8);
    }

    @Test
    void token_replayedForItsCluster_tellsTheIdentityInJson() throws IOException {
        FakePrincipal role = fake.iam().role("team/dev");
        SdkHttpRequest token = token(role.credentials().resolveCredentials(), "prod");

        HttpExecuteResponse response = replay(token, "prod", "application/json");

        assertThat(response.httpResponse().statusCode()).isEqualTo(200);
        JsonObject answer =
                JsonParser.parseString(body(response)).getAsJsonObject().getAsJsonObject("GetCallerIdentityResponse");
        assertThat(answer.getAsJsonObject("GetCallerIdentityResult"))
                .hasToString("{\"Arn\":\"arn:aws:sts::111122223333:assumed-role/dev/test-session\",\"UserId\":\""
                        + role.principalId() + ":test-session\",\"Account\":\"111122223333\"}");
        assertThat(answer.getAsJsonObject("ResponseMetadata").get("RequestId").getAsString())
                .isEqualTo(response.httpResponse()
                        .firstMatchingHeader("x-amzn-RequestId")
                        .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "prod2", ""})
    void token_replayedForAnotherCluster_isRefused(String cluster) throws IOException {
        SdkHttpRequest token = token(fake.iam().user("ana").credentials().resolveCredentials(), "prod");

        HttpExecuteResponse response = replay(token, cluster, "application/json");

        assertThat(response.httpResponse().statusCode()).isEqualTo(403);
        assertThat(JsonParser.parseString(body(response))
                        .getAsJsonObject()
                        .getAsJsonObject("Error")
                        .get("Code"))
                .hasToString("\"SignatureDoesNotMatch\"");
    }

    @Test
    void token_replayedForXml_isRefusedInXml() throws IOException {
        SdkHttpRequest token = token(fake.iam().user("ana").credentials().resolveCredentials(), "prod");

        assertThat(body(replay(token, "other", "*/*")))
                .startsWith(
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                                + "<Code>SignatureDoesNotMatch</Code><Message>");
        assertThat(body(replay(token, "prod", "*/*")))
                .startsWith("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/ana</Arn>");
    }

    @ParameterizedTest
    @CsvSource({"PT15M, 200", "PT15M1S, 403", "PT0S, 200"})
    void token_replayedLater_holdsForFifteenMinutes(Duration age, int status) throws IOException {
        SdkHttpRequest token = token(fake.iam().user("ana").credentials().resolveCredentials(), "prod");
        clock.advance(age);

        HttpExecuteResponse response = replay(token, "prod", "application/json");

        assertThat(response.httpResponse().statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(body(response)).contains("Signature expired: 20261123T120000Z is now earlier than");
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T11:55:00Z, 200", "2026-11-23T11:54:59Z, 403"})
    void token_fromTheFuture_holdsFiveMinutesAhead(Instant now, int status) throws IOException {
        try (FakeEks earlier = FakeEks.builder().clock(FakeClock.at(now)).build()) {
            SdkHttpRequest token = token(AwsBasicCredentials.create("test", "test"), "prod");

            HttpExecuteResponse response = earlier.sdkHttpClient()
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(token.toBuilder()
                                    .putHeader("x-k8s-aws-id", "prod")
                                    .build())
                            .build())
                    .call();

            assertThat(response.httpResponse().statusCode()).isEqualTo(status);
        }
    }

    @Test
    void signature_forAnotherService_isRefused() throws IOException {
        SdkHttpRequest token = token(AwsBasicCredentials.create("test", "test"), "prod");
        SdkHttpRequest atEks = token.toBuilder()
                .encodedPath("/clusters")
                .removeQueryParameter("Action")
                .putHeader("x-k8s-aws-id", "prod")
                .build();

        HttpExecuteResponse response = fake.sdkHttpClient()
                .prepareRequest(HttpExecuteRequest.builder().request(atEks).build())
                .call();

        assertThat(body(response)).contains("Credential should be scoped to correct service: 'eks'.");
    }

    @Test
    void signatureChecks_off_letWrongSecretsInButNotUnknownKeys() {
        try (FakeEks lenient = FakeEks.builder().signatureChecks(false).build()) {
            assertThat(lenient.eksClient(keys("test", "wrong")).listClusters().clusters())
                    .isEmpty();
            assertRefused(
                    () -> lenient.eksClient(keys("AKIANOBODY", "x")).listClusters(), "UnrecognizedClientException");
        }
    }

    @Test
    void sts_askedForSomethingElse_saysSo() throws IOException {
        SdkHttpRequest other = token(AwsBasicCredentials.create("test", "test"), "prod").toBuilder()
                .putRawQueryParameter("Action", "GetFederationToken")
                .build();

        String answer = body(replay(other, "prod", "*/*"));

        assertThat(answer.toLowerCase(Locale.ROOT)).contains("<code>notplayedbyfakeexception</code>");
        assertThat(answer)
                .contains(
                        "The fake STS does not play GetFederationToken; it plays [AssumeRole, AssumeRoleWithWebIdentity,");
    }
}
