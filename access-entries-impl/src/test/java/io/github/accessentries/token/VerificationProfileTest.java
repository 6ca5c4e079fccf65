package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.assertRejected;
import static io.github.accessentries.token.GoodToken.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference profile takes beyond the strict one, and where even it does not follow the public authenticator. */
class VerificationProfileTest {

    private final StubSts sts = StubSts.answering(200, StubSts.ALICE);

    private Verification verify(VerificationProfile profile, String token) {
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .profile(profile)
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .build()) {
            return verifier.verify(token, "prod");
        }
    }

    static Stream<Arguments> tokensForTheReferenceAlone() {
        return Stream.of(
                arguments(RejectionReason.MISSING_PARAMETER, good().without("Version")),
                arguments(RejectionReason.BAD_VERSION, good().with("Version", "2011-06-16")),
                arguments(RejectionReason.MISSING_PARAMETER, good().without("X-Amz-Algorithm")),
                arguments(RejectionReason.BAD_ALGORITHM, good().with("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256")),
                arguments(RejectionReason.MISSING_PARAMETER, good().without("X-Amz-Credential")),
                arguments(RejectionReason.BAD_CREDENTIAL, good().with("X-Amz-Credential", "")),
                arguments(RejectionReason.BAD_CREDENTIAL, good().with("X-Amz-Credential", "test%2Fwhatever")),
                arguments(RejectionReason.MISSING_PARAMETER, good().without("X-Amz-Signature")),
                arguments(RejectionReason.BAD_SIGNATURE, good().with("X-Amz-Signature", "beef")),
                arguments(RejectionReason.HOST_NOT_SIGNED, good().with("X-Amz-SignedHeaders", "x-k8s-aws-id")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-Security-Token", "")),
                arguments(RejectionReason.BAD_EXPIRES, good().with("X-Amz-Expires", "%2B60")),
                arguments(RejectionReason.BAD_EXPIRES, good().with("X-Amz-Expires", "-0")),
                arguments(RejectionReason.BAD_EXPIRES, good().with("X-Amz-Expires", "0".repeat(20) + "900")),
                arguments(RejectionReason.BAD_DATE, good().with("X-Amz-Date", "20261123T115930.5Z")),
                arguments(RejectionReason.BAD_DATE, good().with("X-Amz-Date", "20261123T115930,0123456789Z")),
                arguments(RejectionReason.NOT_YET_VALID, TokenText.signedAt(GoodToken.NOW.plusSeconds(301))),
                arguments(RejectionReason.NOT_YET_VALID, TokenText.signedAt(GoodToken.NOW.plusSeconds(86_400))),
                arguments(RejectionReason.BAD_URL, good().endingIn("#fragment")),
                arguments(RejectionReason.MALFORMED_QUERY, good().endingIn("&")),
                arguments(RejectionReason.MALFORMED_QUERY, good().endingIn("&&")),
                arguments(RejectionReason.BAD_HOST, good().at("https://sts.us-gov-west-1.amazonaws.com/")),
                arguments(RejectionReason.BAD_HOST, good().at("https://sts.not-a-region.amazonaws.com/")));
    }

    @ParameterizedTest
    @MethodSource("tokensForTheReferenceAlone")
    void verify_tokenOfALaxSigner_isGoodInTheReferenceProfileAlone(RejectionReason strictly, TokenText token) {
        assertRejected(verify(VerificationProfile.STRICT, token.token()), strictly);
        assertThat(sts.requests()).isEmpty();

        assertThat(verify(VerificationProfile.REFERENCE, token.token())).isInstanceOf(Verified.class);
        assertThat(sts.requests()).singleElement().satisfies(request -> {
            assertThat(request.headers()).containsOnlyKeys("x-k8s-aws-id", "accept", "user-agent");
            assertThat(request.host()).isEqualTo(URI.create(token.url()).getHost());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void verify_base64WithLineBreaks_isGoodInTheReferenceProfileAlone(String lineBreak) {
        String token = good().token();
        String broken = token.substring(0, 50) + lineBreak + token.substring(50) + lineBreak;

        assertRejected(verify(VerificationProfile.STRICT, broken), RejectionReason.BAD_ENCODING);
        assertThat(verify(VerificationProfile.REFERENCE, broken)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", " ", "/", "+", ".", "\u0000", "ſ"})
    void verify_notBase64Url_isRejectedInBothProfiles(String suffix) {
        for (VerificationProfile profile : VerificationProfile.values()) {
            assertRejected(verify(profile, good().token() + suffix), RejectionReason.BAD_ENCODING);
        }
        assertThat(sts.requests()).isEmpty();
    }

    static Stream<Arguments> tokensForNobody() {
        return Stream.of(
                // The public authenticator's client would send an Authorization header made of it.
                arguments(RejectionReason.BAD_HOST, good().at("https://u:p@sts.us-west-2.amazonaws.com/")),
                arguments(RejectionReason.BAD_HOST, good().at("https://sts.s3.amazonaws.com/")),
                // Letters that fold to k and s.
                arguments(
                        RejectionReason.CLUSTER_ID_NOT_SIGNED,
                        good().with("X-Amz-SignedHeaders", "host%3Bx-%E2%84%AA8s-aws-id")),
                arguments(RejectionReason.UNKNOWN_PARAMETER, good().with("X-Amz-%C5%BFignature", "x")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-Security-Token", "a+b")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-Security-Token", "a%20b")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-Security-Token", "a%0d%0ab")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-Security-Token", "a%FFb")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-Security-Token", "aſb")),
                // And what no profile differs in.
                arguments(RejectionReason.BAD_URL, good().at("https://sts.us-west-2.amazonaws.com\r\nx: y/")),
                arguments(RejectionReason.BAD_URL, good().at(" https://sts.us-west-2.amazonaws.com/")),
                arguments(RejectionReason.BAD_HOST, good().at("https://sts.us-west-2.amazonaws.com:443/")),
                arguments(RejectionReason.BAD_HOST, good().at("https://sts.us-west-2.amazonaws.com@evil.com/")),
                arguments(RejectionReason.BAD_PATH, good().at("https://sts.us-west-2.amazonaws.com/%2F")),
                arguments(RejectionReason.MALFORMED_QUERY, good().with("X-Amz-SignedHeaders", "host;x-k8s-aws-id")),
                arguments(RejectionReason.DUPLICATE_PARAMETER, good().endingIn("&x-amz-credential=eve")),
                arguments(RejectionReason.UNKNOWN_PARAMETER, good().with("X-Amz-Region-Set", "*")),
                arguments(RejectionReason.BAD_ACTION, good().with("Action", "getcalleridentity")),
                arguments(RejectionReason.BAD_EXPIRES, good().with("X-Amz-Expires", "901")),
                arguments(RejectionReason.BAD_EXPIRES, good().with("X-Amz-Expires", "-1")),
                arguments(RejectionReason.BAD_EXPIRES, good().with("X-Amz-Expires", "9".repeat(2000))),
                arguments(RejectionReason.BAD_DATE, good().with("X-Amz-Date", "20260230T120000Z")),
                arguments(RejectionReason.EXPIRED, TokenText.signedAt(GoodToken.NOW.minusSeconds(901))));
    }

    @ParameterizedTest
    @MethodSource("tokensForNobody")
    void verify_dangerousToken_isRejectedInBothProfilesWithoutAskingSts(RejectionReason reason, TokenText token) {
        for (VerificationProfile profile : VerificationProfile.values()) {
            assertRejected(verify(profile, token.token()), reason);
        }
        assertThat(sts.requests()).isEmpty();
    }
}
