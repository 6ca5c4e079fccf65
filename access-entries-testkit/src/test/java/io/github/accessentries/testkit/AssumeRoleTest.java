package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS AssumeRole through the SDK's real client. */
class AssumeRoleTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/dev";

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-23T12:00:00.750Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeEks strict =
            FakeEks.builder().clock(clock).strictIam(true).build();

    @AfterEach
    void close() {
        fake.close();
        strict.close();
    }

    private static AwsCredentialsProvider keys(Credentials credentials) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
    }

    private static AwsServiceException refusal(FakeEks eks, Consumer<AssumeRoleRequest.Builder> request) {
        AwsServiceException refusal = catchThrowableOfType(
                AwsServiceException.class, () -> eks.stsClient().assumeRole(request));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static void assertInvalid(Consumer<AssumeRoleRequest.Builder> request, String message) {
        try (FakeEks eks = FakeEks.create()) {
            AwsServiceException refusal = refusal(eks, request);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        }
    }

    @Test
    void role_assumed_actsAsItsSessionUntilTheEnd() {
        FakePrincipal role = fake.iam().role("team/dev");

        AssumeRoleResponse session = fake.stsClient()
                .assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("ana@example.org").durationSeconds(900));

        assertThat(session.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/ana@example.org");
        assertThat(session.assumedRoleUser().assumedRoleId()).isEqualTo(role.principalId() + ":ana@example.org");
        assertThat(session.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(session.credentials().expiration()).isEqualTo("2026-11-23T12:15:00Z");
        StsClient sts = fake.stsClient(keys(session.credentials()));
        assertThat(sts.getCallerIdentity().arn())
                .isEqualTo(session.assumedRoleUser().arn());
        clock.advance(Duration.between(clock.instant(), session.credentials().expiration())
                .minusMillis(1));
        assertThat(sts.getCallerIdentity().userId())
                .isEqualTo(session.assumedRoleUser().assumedRoleId());

        clock.advance(Duration.ofMillis(1));

        assertThat(catchThrowableOfType(AwsServiceException.class, sts::getCallerIdentity)
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("ExpiredToken");
    }

    @Test
    void session_withoutADuration_lastsAnHour() {
        assertThat(fake.stsClient()
                        .assumeRole(r -> r.roleArn(ROLE).roleSessionName("ana"))
                        .credentials()
                        .expiration())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({"900, 2026-11-23T12:15:00Z", "43200, 2026-11-24T00:00:00Z"})
    void duration_atItsLimits_isTaken(int seconds, Instant end) {
        assertThat(fake.stsClient()
                        .assumeRole(r -> r.roleArn(ROLE).roleSessionName("ana").durationSeconds(seconds))
                        .credentials()
                        .expiration())
                .isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "899, greater than or equal to 900",
        "43201, less than or equal to 43200",
        "-1, greater than or equal to 900"
    })
    void duration_beyondItsLimits_isRefused(int seconds, String limit) {
        assertInvalid(
                r -> r.roleArn(ROLE).roleSessionName("ana").durationSeconds(seconds),
                "1 validation error detected: Value '" + seconds
                        + "' at 'durationSeconds' failed to satisfy constraint: Member must have value " + limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a_+=,.@-Z9", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void sessionName_wellFormed_isTaken(String name) {
        assertThat(fake.stsClient()
                        .assumeRole(r -> r.roleArn(ROLE).roleSessionName(name))
                        .assumedRoleUser()
                        .arn())
                .endsWith("/dev/" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "a, have length greater than or equal to 2",
        "a b, 'satisfy regular expression pattern: [\\w+=,.@-]*'",
        "aé, 'satisfy regular expression pattern: [\\w+=,.@-]*'",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, have length less than or equal to 64",
    })
    void sessionName_malformed_isRefused(String name, String constraint) {
        assertInvalid(
                r -> r.roleArn(ROLE).roleSessionName(name),
                "1 validation error detected: Value '" + name
                        + "' at 'roleSessionName' failed to satisfy constraint: Member must " + constraint);
    }

    @Test
    void request_withoutAnything_isRefusedForEachMember() {
        assertInvalid(
                r -> {},
                "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be"
                        + " null; Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void sessionName_thatXmlCannotHold_isRefusedInGoodXml() {
        assertInvalid(
                r -> r.roleArn(ROLE).roleSessionName("a\u0001b"),
                "1 validation error detected: Value 'a\uFFFDb' at 'roleSessionName' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: [\\w+=,.@-]*");
    }

    @Test
    @UnverifiedAnswer("role-arn-of-assume-role")
    void roleArn_thatIsNone_isRefused() {
        assertInvalid(
                r -> r.roleArn("arn:aws:iam::111122223333:role").roleSessionName("ana"),
                "arn:aws:iam::111122223333:role is invalid");
        assertInvalid(
                r -> r.roleArn("dev").roleSessionName("ana"),
                "1 validation error detected: Value 'dev' at 'roleArn' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROLE, "arn:aws:iam::111122223333:user/test"})
    @UnverifiedAnswer("role-that-cannot-be-assumed")
    void roleUnknownToAStrictIam_orUser_isDenied(String arn) {
        AwsServiceException refusal = refusal(strict, r -> r.roleArn(arn).roleSessionName("ana"));

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("User: arn:aws:iam::111122223333:user/test is not authorized to perform: sts:AssumeRole on"
                        + " resource: " + arn);
    }

    @Test
    @UnverifiedAnswer("parameters-of-assume-role")
    void parameters_besideRoleNameAndDuration_areTaken_andWhatWouldLimitTheSessionIsRefused() {
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(ROLE)
                .roleSessionName("ana")
                .tags(Tag.builder().key("team").value("a").build())
                .transitiveTagKeys("team")
                .externalId("another")
                .sourceIdentity("ana@example.org")
                .serialNumber("arn:aws:iam::111122223333:mfa/ana")
                .tokenCode("123456")
                .build();

        assertThat(fake.stsClient().assumeRole(request).sourceIdentity()).isEqualTo("ana@example.org");
        AwsServiceException refusal = catchThrowableOfType(
                AwsServiceException.class,
                () -> fake.stsClient()
                        .assumeRole(request.toBuilder().policy("{}").build()));
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotPlayedByFakeException");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("The fake STS does not play AssumeRole with [Policy]; it would drop what they say, so leave"
                        + " them out");
    }

    @Test
    @UnverifiedAnswer("transitive-tags")
    void transitiveTag_thatTheSessionDoesNotHave_isRefused() {
        assertThat(refusal(fake, r -> r.roleArn(ROLE).roleSessionName("ana").transitiveTagKeys("team"))
                        .awsErrorDetails()
                        .errorMessage())
                .isEqualTo("The transitive tag key team is not among the tags of the session");
    }

    @Test
    void credentialsProviderOfTheSdk_assumesTheRole() {
        try (FakeEks eks = FakeEks.create();
                StsAssumeRoleCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(eks.stsClient())
                        .refreshRequest(r -> r.roleArn(ROLE).roleSessionName("ci"))
                        .build()) {
            assertThat(eks.stsClient(provider).getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/ci");
            assertThat(eks.eksClient(provider).listClusters().clusters()).isEmpty();
        }
    }

    @Test
    @UnverifiedAnswer("expiration-in-json")
    void presignedGet_assumesTheRole_inJsonIfAsked() throws Exception {
        try (FakeEks eks = FakeEks.create();
                FakeEksServer server = eks.serve()) {
            URI signed = AwsV4HttpSigner.create()
                    .sign(r -> r.identity(AwsBasicCredentials.create("test", "test"))
                            .request(SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.GET)
                                    .uri(server.endpoint())
                                    .encodedPath("/")
                                    .putRawQueryParameter("Action", "AssumeRole")
                                    .putRawQueryParameter("Version", "2011-06-15")
                                    .putRawQueryParameter("RoleArn", ROLE)
                                    .putRawQueryParameter("RoleSessionName", "ana")
                                    .build())
                            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                            .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                            .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60)))
                    .request()
                    .getUri();

            String body = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(signed)
                                    .header("Accept", "application/json")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            JsonObject result = JsonParser.parseString(body)
                    .getAsJsonObject()
                    .getAsJsonObject("AssumeRoleResponse")
                    .getAsJsonObject("AssumeRoleResult");
            assertThat(result.getAsJsonObject("AssumedRoleUser").get("Arn").getAsString())
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/ana");
            assertThat(result.getAsJsonObject("Credentials").get("Expiration").getAsLong())
                    .isGreaterThan(eks.clock().instant().getEpochSecond());
        }
    }
}
