package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.token.VerificationProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/** Tokens that exist only around a fake: presigned at its own address, or with the seeded key. */
class OwnTokensTest {

    private static final AwsCredentials SEEDED = AwsBasicCredentials.create("test", "test");
    private static final URI REAL = URI.create("https://sts.us-west-2.amazonaws.com");

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakeEksServer server = fake.serve();

    @BeforeEach
    void letIn() {
        prod.accessEntries()
                .grant(fake.iam().user("test").arn())
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    /** As clients do it that are told where STS is. */
    private static String token(AwsCredentials credentials, URI sts, String cluster) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(sts)
                .encodedPath("/")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader("x-k8s-aws-id", cluster)
                .build();
        String url = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60)))
                .request()
                .getUri()
                .toString();
        return encode(url);
    }

    private static String encode(String url) {
        return "k8s-aws-v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(UTF_8));
    }

    private static String decode(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), UTF_8);
    }

    private static AwsCredentialsProvider keys(AwsCredentials credentials) {
        return StaticCredentialsProvider.create(credentials);
    }

    private static void assertRejected(Object result, RejectionReason reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .as(rejected.toString())
                                .isEqualTo(reason));
    }

    private void assertLetIn(Authentication authentication) {
        KubernetesUser user = authentication.user();
        assertThat(user.username()).isEqualTo("arn:aws:iam::111122223333:user/test");
        assertThat(user.extra()).containsEntry("accessKeyId", List.of("test"));
    }

    @Test
    void seededKey_mintedByTheLibrary_isLetIn() {
        String token = EksTokens.builder()
                .credentialsProvider(keys(SEEDED))
                .region(Region.US_WEST_2)
                .build()
                .mint("prod")
                .value();

        assertLetIn(prod.authenticator().authenticate(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "127.0.0.2", "[::1]"})
    void token_mintedAtTheFake_isLetInByAnyNameOfTheLoopbackInterface(String host) {
        URI sts = URI.create("http://" + host + ":" + server.endpoint().getPort());

        assertLetIn(prod.authenticator().authenticate(token(SEEDED, sts, "prod")));
    }

    @Test
    void sessionOfARole_mintedAtTheFake_isLetIn() {
        FakePrincipal dev = fake.iam().role("team/dev");
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        String token = token(dev.session("ana").resolveCredentials(), server.endpoint(), "prod");

        assertThat(prod.authenticator().authenticate(token).user().username())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/ana");
    }

    @Test
    void token_mintedAtAnotherFake_isRefusedThoughTheKeyIsTheSame() {
        try (FakeEks other = FakeEks.create();
                FakeEksServer elsewhere = other.serve()) {
            Authentication refused = prod.authenticator().authenticate(token(SEEDED, elsewhere.endpoint(), "prod"));

            assertRejected(refused, RejectionReason.BAD_HOST);
            assertThat(refused)
                    .asString()
                    .contains(
                            elsewhere.endpoint().toString(),
                            server.endpoint().toString(),
                            "set AWS_ENDPOINT_URL to the address of the fake that has the cluster");
        }
    }

    @Test
    void token_mintedAtAServerThatStopped_isRefused() {
        String token = token(SEEDED, server.endpoint(), "prod");
        server.close();

        assertRejected(prod.authenticator().authenticate(token), RejectionReason.BAD_HOST);
    }

    @Test
    void token_withAWrongSecretOrForAnotherCluster_isRefusedByTheFakesSts() {
        for (URI sts : List.of(REAL, server.endpoint())) {
            assertRejected(
                    prod.authenticator()
                            .authenticate(token(AwsBasicCredentials.create("test", "guessed"), sts, "prod")),
                    RejectionReason.STS_DENIED);
            assertRejected(
                    prod.authenticator().authenticate(token(AwsBasicCredentials.create("nobody", "test"), sts, "prod")),
                    RejectionReason.STS_DENIED);
            assertRejected(prod.authenticator().authenticate(token(SEEDED, sts, "other")), RejectionReason.STS_DENIED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "&Version=, &version=2011-06-15&Version=, DUPLICATE_PARAMETER",
        "Version=2011-06-15, Version=2010-05-08, BAD_VERSION",
        "GetCallerIdentity, GetSessionToken, BAD_ACTION",
        "%2Fsts%2F, %2Feks%2F, BAD_CREDENTIAL",
        "X-Amz-Expires=60, X-Amz-Expires=6000, BAD_EXPIRES",
        "host%3Bx-k8s-aws-id, host, CLUSTER_ID_NOT_SIGNED",
        "/?, /eks?, BAD_SCHEME",
        "127.0.0.1:, user@127.0.0.1:, BAD_SCHEME",
        "/?, /?Role=admin&, UNKNOWN_PARAMETER",
    })
    void token_mintedAtTheFake_passesTheOtherChecksOfARealOne(String part, String changed, RejectionReason reason) {
        String url = decode(token(SEEDED, server.endpoint(), "prod"));
        Assertions.assertThat(url).contains(part);

        assertRejected(prod.authenticator().authenticate(encode(url.replace(part, changed))), reason);
    }

    @ParameterizedTest
    @EnumSource(VerificationProfile.class)
    void verifierOfARealCluster_refusesTokensMintedAtAFake(VerificationProfile profile) {
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .profile(profile)
                .httpClient(fake.sdkHttpClient())
                .build()) {
            Verification refused = verifier.verify(token(SEEDED, server.endpoint(), "prod"), "prod");

            assertRejected(refused, RejectionReason.BAD_SCHEME);
        }
    }

    @Test
    void verifierOfARealCluster_refusesTheSeededKey() {
        try (StsTokenVerifier verifier =
                StsTokenVerifier.builder().httpClient(fake.sdkHttpClient()).build()) {
            assertRejected(verifier.verify(token(SEEDED, REAL, "prod"), "prod"), RejectionReason.BAD_CREDENTIAL);
        }
    }
}
