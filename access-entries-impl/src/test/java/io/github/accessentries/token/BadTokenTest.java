package io.github.accessentries.token;

import static io.github.accessentries.token.GoodToken.assertRejected;
import static io.github.accessentries.token.GoodToken.good;
import static io.github.accessentries.token.GoodToken.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verified;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are refused by what they are, before STS is asked. */
class BadTokenTest {

    private final StubSts sts = StubSts.answering(200, StubSts.ALICE);
    private final StsTokenVerifier verifier = verifier(sts);

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad(RejectionReason.BAD_SCHEME, token -> token.at("http://sts.us-west-2.amazonaws.com/")),
                bad(RejectionReason.BAD_SCHEME, token -> token.at("//sts.us-west-2.amazonaws.com/")),
                bad(RejectionReason.BAD_URL, token -> token.at("1https://sts.us-west-2.amazonaws.com/")),
                bad(RejectionReason.BAD_URL, token -> token.at(" https://sts.us-west-2.amazonaws.com/")),
                bad(RejectionReason.BAD_URL, token -> token.at("https://sts.us-west-2.amazonaws.com\r\nx: y/")),
                bad(RejectionReason.BAD_URL, token -> token.endingIn("#fragment")),
                bad(RejectionReason.BAD_URL, token -> token.endingIn("\u0000")),
                bad(RejectionReason.BAD_HOST, token -> token.at("https:/sts.us-west-2.amazonaws.com/")),
                bad(RejectionReason.BAD_HOST, token -> token.at("https:///")),
                bad(RejectionReason.BAD_HOST, token -> token.at("https://u:p@sts.us-west-2.amazonaws.com/")),
                bad(RejectionReason.BAD_HOST, token -> token.at("https://sts.us-west-2.amazonaws.com:443/")),
                bad(RejectionReason.BAD_HOST, token -> token.at("https://sts.us-west-2.amazonaws.com\\@evil.com/")),
                bad(RejectionReason.BAD_HOST, token -> token.at("https://sts.us-gov-west-1.amazonaws.com/")),
                bad(RejectionReason.BAD_PATH, token -> token.at("https://sts.us-west-2.amazonaws.com")),
                bad(RejectionReason.BAD_PATH, token -> token.at("https://sts.us-west-2.amazonaws.com//")),
                bad(RejectionReason.BAD_PATH, token -> token.at("https://sts.us-west-2.amazonaws.com/%2F")),
                bad(RejectionReason.BAD_PATH, token -> token.at("https://sts.us-west-2.amazonaws.com/./")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.endingIn("&")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.endingIn("&=x")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.endingIn("%")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.endingIn("%+1")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.endingIn("%2")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.with("X-Amz-SignedHeaders", "host;x-k8s-aws-id")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.with("X-Amz-ſignature", "x")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.with("X-Amz-Security-Token", "a+b")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.with("X-Amz-Security-Token", "a%0d%0ab")),
                bad(RejectionReason.MALFORMED_QUERY, token -> token.with("X-Amz-Security-Token", "")),
                bad(RejectionReason.DUPLICATE_PARAMETER, token -> token.endingIn("&Action=GetCallerIdentity")),
                bad(RejectionReason.DUPLICATE_PARAMETER, token -> token.endingIn("&x-amz-credential=eve")),
                bad(RejectionReason.DUPLICATE_PARAMETER, token -> token.endingIn("&%41ction=GetCallerIdentity")),
                bad(RejectionReason.DUPLICATE_PARAMETER, token -> token.endingIn("&ACTION")),
                bad(RejectionReason.UNKNOWN_PARAMETER, token -> token.with("X-Amz-Region-Set", "*")),
                bad(RejectionReason.UNKNOWN_PARAMETER, token -> token.with("amz-sdk-request", "attempt%3D1")),
                bad(RejectionReason.UNKNOWN_PARAMETER, token -> token.with("X-Amz-%C5%BFignature", "x")),
                bad(
                        RejectionReason.UNKNOWN_PARAMETER,
                        token -> token.without("Action").with("Action%00", "x")),
                bad(RejectionReason.BAD_ACTION, token -> token.without("Action")),
                bad(RejectionReason.BAD_ACTION, token -> token.with("Action", "getcalleridentity")),
                bad(RejectionReason.BAD_ACTION, token -> token.with("Action", "AssumeRole")),
                bad(RejectionReason.CLUSTER_ID_NOT_SIGNED, token -> token.without("X-Amz-SignedHeaders")),
                bad(RejectionReason.CLUSTER_ID_NOT_SIGNED, token -> token.with("X-Amz-SignedHeaders", "host")),
                bad(RejectionReason.CLUSTER_ID_NOT_SIGNED, token -> signed(token, "host%3Bx-k8s-aws-id2")),
                bad(RejectionReason.CLUSTER_ID_NOT_SIGNED, token -> signed(token, "host%3Bx-%E2%84%AA8s-aws-id")),
                bad(RejectionReason.CLUSTER_ID_NOT_SIGNED, token -> signed(token, "host,x-k8s-aws-id")),
                bad(RejectionReason.HOST_NOT_SIGNED, token -> token.with("X-Amz-SignedHeaders", "x-k8s-aws-id")),
                bad(RejectionReason.BAD_EXPIRES, token -> token.without("X-Amz-Expires")),
                bad(RejectionReason.BAD_EXPIRES, token -> token.with("X-Amz-Expires", "901")),
                bad(RejectionReason.BAD_EXPIRES, token -> token.with("X-Amz-Expires", "-1")),
                bad(RejectionReason.BAD_EXPIRES, token -> token.with("X-Amz-Expires", "6%D9%A0")),
                bad(RejectionReason.BAD_EXPIRES, token -> token.with("X-Amz-Expires", "%2B60")),
                bad(RejectionReason.BAD_EXPIRES, token -> token.with("X-Amz-Expires", "99999999999999999999")),
                bad(RejectionReason.MISSING_DATE, token -> token.without("X-Amz-Date")),
                bad(RejectionReason.MISSING_DATE, token -> token.with("X-Amz-Date", "")),
                bad(RejectionReason.BAD_DATE, token -> token.with("X-Amz-Date", "20260230T120000Z")),
                bad(RejectionReason.BAD_DATE, token -> token.with("X-Amz-Date", "20261122T240000Z")),
                bad(RejectionReason.BAD_DATE, token -> token.with("X-Amz-Date", "20261123T115930z")),
                bad(RejectionReason.BAD_DATE, token -> token.with("X-Amz-Date", "20261123T115930.5Z")),
                bad(RejectionReason.BAD_DATE, token -> token.with("X-Amz-Date", "20261123T115930")),
                bad(RejectionReason.MISSING_PARAMETER, token -> token.without("Version")),
                bad(RejectionReason.MISSING_PARAMETER, token -> token.without("X-Amz-Algorithm")),
                bad(RejectionReason.MISSING_PARAMETER, token -> token.without("X-Amz-Credential")),
                bad(RejectionReason.MISSING_PARAMETER, token -> token.without("X-Amz-Signature")),
                bad(RejectionReason.BAD_VERSION, token -> token.with("Version", "2011-06-16")),
                bad(RejectionReason.BAD_ALGORITHM, token -> token.with("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256")),
                bad(RejectionReason.BAD_SIGNATURE, token -> token.with("X-Amz-Signature", "0".repeat(63))),
                bad(RejectionReason.BAD_SIGNATURE, token -> token.with("X-Amz-Signature", "0".repeat(65))),
                bad(RejectionReason.BAD_SIGNATURE, token -> token.with("X-Amz-Signature", "G".repeat(64))),
                badCredential("ASIAEXAMPLEEXAMPLE00"),
                badCredential("ASIAEXAMPLEEXAMPLE00/20261122/us-west-2/sts/aws4_request"),
                badCredential("ASIAEXAMPLEEXAMPLE00/20261123/us-west-1/sts/aws4_request"),
                badCredential("ASIAEXAMPLEEXAMPLE00/20261123/us-west-2/s3/aws4_request"),
                badCredential("ASIAEXAMPLEEXAMPLE00/20261123/us-west-2/sts/aws4_request/"),
                badCredential("ASIAEXAMPLEEXAMPLE00//20261123/us-west-2/sts/aws4_request"),
                badCredential("ASIAEXAMPLEEXAM/20261123/us-west-2/sts/aws4_request"),
                badCredential("asiaexampleexample00/20261123/us-west-2/sts/aws4_request"),
                badCredential("/20261123/us-west-2/sts/aws4_request"));
    }

    private static Arguments badCredential(String credential) {
        return bad(
                RejectionReason.BAD_CREDENTIAL,
                token -> token.with("X-Amz-Credential", credential.replace("/", "%2F")));
    }

    private static TokenText signed(TokenText token, String headers) {
        return token.with("X-Amz-SignedHeaders", headers);
    }

    private static Arguments bad(RejectionReason reason, UnaryOperator<TokenText> change) {
        return arguments(reason, change.apply(good()));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void verify_badToken_isRejectedWithoutAskingSts(RejectionReason reason, TokenText token) {
        assertRejected(verifier.verify(token.token(), "prod"), reason);
        assertThat(sts.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "\n", "/", "+", ".", "\u0000", "ſ"})
    void verify_notExactlyBase64Url_isRejected(String suffix) {
        assertRejected(verifier.verify(good().token() + suffix, "prod"), RejectionReason.BAD_ENCODING);
        assertThat(sts.requests()).isEmpty();
    }

    @Test
    void verify_strayBitsInTheLastCharacter_areRejected() {
        // One or two bytes beyond a multiple of three leave four or two bits of the last character unused.
        String token = Stream.of("A", "AA", "AAA")
                .map(value -> good().with("X-Amz-Security-Token", value).token())
                .filter(candidate -> (candidate.length() - "k8s-aws-v1.".length()) % 4 != 0)
                .findFirst()
                .orElseThrow();
        char last = token.charAt(token.length() - 1);

        assertThat(verifier.verify(token, "prod")).isInstanceOf(Verified.class);
        assertRejected(
                verifier.verify(token.substring(0, token.length() - 1) + (char) (last + 1), "prod"),
                RejectionReason.BAD_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k8s-aws-v1", "K8S-AWS-V1.", " k8s-aws-v1.", "k8s-aws-v2.", "Bearer k8s-aws-v1."})
    void verify_otherPrefix_isRejected(String prefix) {
        String encodedUrl = good().token().substring("k8s-aws-v1.".length());

        assertRejected(verifier.verify(prefix + encodedUrl, "prod"), RejectionReason.BAD_PREFIX);
    }
}
