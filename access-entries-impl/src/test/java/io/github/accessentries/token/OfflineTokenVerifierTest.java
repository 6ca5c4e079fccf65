package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.CLOCK;
import static io.github.accessentries.token.GoodToken.NOW;
import static io.github.accessentries.token.GoodToken.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class OfflineTokenVerifierTest {

    private static final AwsSessionCredentials CREDENTIALS = AwsSessionCredentials.builder()
            .accessKeyId(TokenText.ACCESS_KEY_ID)
            .secretAccessKey("secret")
            .sessionToken("session/+=token")
            .build();
    private static final KnownKey KEY = KnownKey.builder()
            .credentials(CREDENTIALS)
            .arn("arn:aws:sts::111122223333:assumed-role/dev/ana")
            .userId("AROADEV:ana")
            .build();

    private static OfflineTokenVerifier verifier(KnownKey key, VerificationProfile profile) {
        Map<String, KnownKey> keys = Map.of(key.credentials().accessKeyId(), key);
        return OfflineTokenVerifier.builder(id -> Optional.ofNullable(keys.get(id)))
                .profile(profile)
                .clock(CLOCK)
                .build();
    }

    private static String mint(AwsCredentials credentials) {
        return EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .region(Region.US_WEST_2)
                .clock(CLOCK)
                .build()
                .mint("prod")
                .value();
    }

    @ParameterizedTest
    @EnumSource
    void verify_tokenOfAKnownKey_isGood(VerificationProfile profile) {
        Verification verification = verifier(KEY, profile).verify(mint(CREDENTIALS), "prod");

        assertThat(verification).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.identity().canonicalArn()).isEqualTo("arn:aws:iam::111122223333:role/dev");
            assertThat(verified.identity().principalId()).isEqualTo("AROADEV");
            assertThat(verified.identity().sessionName()).contains("ana");
            assertThat(verified.identity().accessKeyId()).isEqualTo(TokenText.ACCESS_KEY_ID);
            assertThat(verified.expiresAt()).isEqualTo(NOW.plusSeconds(900));
        });
    }

    static List<JsonObject> vectors() {
        return JsonCases.objects(JsonCases.read(OfflineTokenVerifierTest.class, "presign-vectors.json")
                .getAsJsonArray("vectors"));
    }

    /** The lax profile, since the ids of these keys are shorter than any of IAM. */
    @ParameterizedTest
    @MethodSource("vectors")
    void verify_tokenOfAnotherSigner_isGoodUntilFifteenMinutesAfterItsSigning(JsonObject vector) {
        String sessionToken = JsonCases.text(vector, "sessionToken");
        AwsCredentials credentials = sessionToken.isEmpty()
                ? AwsBasicCredentials.create(
                        JsonCases.text(vector, "accessKeyId"), JsonCases.text(vector, "secretAccessKey"))
                : AwsSessionCredentials.create(
                        JsonCases.text(vector, "accessKeyId"), JsonCases.text(vector, "secretAccessKey"), sessionToken);
        String partition = PartitionMetadata.of(Region.of(JsonCases.text(vector, "region")))
                .id();
        Instant signedAt = Instant.parse(JsonCases.text(vector, "signingTime"));
        OfflineTokenVerifier.Builder builder = OfflineTokenVerifier.builder(id -> Optional.of(KnownKey.builder()
                        .credentials(credentials)
                        .arn("arn:" + partition + ":iam::111122223333:user/ana")
                        .userId("AIDAANA")
                        .build()))
                .profile(VerificationProfile.REFERENCE)
                .partition(partition);
        String token = JsonCases.text(vector, "token");
        String cluster = JsonCases.text(vector, "clusterId");

        assertThat(at(signedAt.plusSeconds(900), builder).verify(token, cluster))
                .isInstanceOf(Verified.class);
        assertRejected(at(signedAt.plusSeconds(901), builder).verify(token, cluster), RejectionReason.EXPIRED);
        assertRejected(at(signedAt, builder).verify(token, cluster + "2"), RejectionReason.STS_DENIED);
    }

    private static OfflineTokenVerifier at(Instant now, OfflineTokenVerifier.Builder builder) {
        return builder.clock(Clock.fixed(now, ZoneOffset.UTC)).build();
    }

    @ParameterizedTest
    @CsvSource({"secret, other/token, prod", "other, session/+=token, prod", "secret, session/+=token, test"})
    void verify_otherSecretSessionOrCluster_isDenied(String secret, String sessionToken, String cluster) {
        String token = mint(AwsSessionCredentials.create(TokenText.ACCESS_KEY_ID, secret, sessionToken));

        assertRejected(verifier(KEY, VerificationProfile.STRICT).verify(token, cluster), RejectionReason.STS_DENIED);
    }

    @Test
    void verify_unknownKey_isDenied() {
        String token = mint(AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", "secret"));

        assertRejected(verifier(KEY, VerificationProfile.STRICT).verify(token, "prod"), RejectionReason.STS_DENIED);
    }

    @Test
    void verify_endedSession_isDeniedFromItsEndOn() {
        for (int seconds : new int[] {1, 0}) {
            KnownKey ending = KnownKey.builder()
                    .credentials(CREDENTIALS.copy(copy -> copy.expirationTime(NOW.plusSeconds(seconds))))
                    .arn(KEY.arn())
                    .userId(KEY.userId())
                    .build();
            Verification verification =
                    verifier(ending, VerificationProfile.STRICT).verify(mint(CREDENTIALS), "prod");
            if (seconds > 0) {
                assertThat(verification).isInstanceOf(Verified.class);
            } else {
                assertThat(assertRejected(verification, RejectionReason.STS_DENIED)
                                .detail())
                        .contains("has expired");
            }
        }
    }

    @Test
    void verify_badToken_isRejectedAsBeforeSts() {
        OfflineTokenVerifier verifier = verifier(KEY, VerificationProfile.STRICT);

        assertRejected(verifier.verify("", "prod"), RejectionReason.BAD_PREFIX);
        assertRejected(
                verifier.verify(GoodToken.good().with("Version", "1").token(), "prod"), RejectionReason.BAD_VERSION);
        assertRejected(verifier.verify(GoodToken.good().token(), "prod"), RejectionReason.STS_DENIED);
        assertThatThrownBy(() -> verifier.verify("", "a/b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verify_identityOfAnotherPartition_isRejected() {
        KnownKey chinese = KnownKey.builder()
                .credentials(CREDENTIALS)
                .arn("arn:aws-cn:iam::111122223333:user/ana")
                .userId("AIDAANA")
                .build();

        assertRejected(
                verifier(chinese, VerificationProfile.STRICT).verify(mint(CREDENTIALS), "prod"),
                RejectionReason.BAD_ARN);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::bucket, AIDA",
        "arn:aws:iam::111122223333:user/ana, ''",
        "arn:aws:sts::111122223333:assumed-role/dev/ana, AROADEV",
    })
    void knownKey_ofNobody_isRefused(String arn, String userId) {
        assertThatThrownBy(() -> KnownKey.builder()
                        .credentials(CREDENTIALS)
                        .arn(arn)
                        .userId(userId)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "\"" + arn + "\" with user id \"" + userId + "\" is not an identity as STS reports it");
    }

    @Test
    void toString_ofKeyAndVerifier_haveNoSecret() {
        assertThat(KEY + " " + verifier(KEY, VerificationProfile.STRICT))
                .doesNotContain("secret", "session", TokenText.ACCESS_KEY_ID);
    }
}
