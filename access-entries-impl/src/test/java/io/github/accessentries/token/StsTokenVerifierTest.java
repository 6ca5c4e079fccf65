package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class StsTokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

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
                bad(RejectionReason.BAD_DATE, token -> token.with("X-Amz-Date", "")),
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
    @MethodSource("badTokens")
    void verify_underTurkishRules_decidesTheSame(RejectionReason reason, TokenText token) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
        try {
            assertRejected(verifier.verify(token.token(), "prod"), reason);
            assertThat(verifier.verify(good().token(), "prod")).isInstanceOf(Verified.class);
        } finally {
            Locale.setDefault(before);
        }
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

    @Test
    void verify_size_isLimitedTo4096Bytes() {
        int room = 4095 - "k8s-aws-v1.".length();
        int urlLength = room * 3 / 4;
        TokenText token = good().with("X-Amz-Security-Token", "");
        String padding = "A".repeat(urlLength - token.url().length());

        String longest = token.with("X-Amz-Security-Token", padding).token();
        String tooLong = token.with("X-Amz-Security-Token", padding + "A").token();

        assertThat(longest).hasSize(4095);
        assertThat(verifier.verify(longest, "prod")).isInstanceOf(Verified.class);
        assertThat(tooLong).hasSize(4097);
        assertRejected(verifier.verify(tooLong, "prod"), RejectionReason.TOKEN_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "900, VALID",
        "901, EXPIRED",
        "0, VALID",
        "-300, VALID",
        "-301, NOT_YET_VALID",
    })
    void verify_ageInSeconds_decides(long age, String outcome) {
        Instant signedAt = NOW.minusSeconds(age);

        Verification verification = verifier.verify(TokenText.signedAt(signedAt).token(), "prod");

        if (outcome.equals("VALID")) {
            assertThat(verification).isInstanceOf(Verified.class);
        } else {
            assertRejected(verification, RejectionReason.valueOf(outcome));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60", "900", "0060"})
    void verify_expiresParameter_doesNotMatterInItsRange(String expires) {
        assertThat(verifier.verify(good().with("X-Amz-Expires", expires).token(), "prod"))
                .isInstanceOf(Verified.class);
    }

    @Test
    void verify_goodToken_asksStsOnceForTheSameUrl() {
        TokenText token = good();

        Verification verification = verifier.verify(token.token(), "prod");

        assertThat(verification)
                .isEqualTo(new Verified(IamIdentity.builder()
                        .arn("arn:aws:iam::123456789012:user/Alice")
                        .canonicalArn("arn:aws:iam::123456789012:user/Alice")
                        .accountId("123456789012")
                        .principalId("AIDAALICE")
                        .accessKeyId(TokenText.ACCESS_KEY_ID)
                        .build()));
        assertThat(sts.requests()).singleElement().satisfies(request -> {
            assertThat(request.getUri()).hasToString(token.url());
            assertThat(request.headers()).containsOnlyKeys("x-k8s-aws-id", "accept");
            assertThat(request.firstMatchingHeader("x-k8s-aws-id")).contains("prod");
            assertThat(request.firstMatchingHeader("accept")).contains("application/json");
        });
    }

    @Test
    void verify_otherEscapesOfTheSameValues_reachStsInCanonicalForm() {
        TokenText canonical = good();
        String other = canonical.url().replace("%2F", "/").replace("%3B", "%3b").replace("Get", "%47et");

        assertThat(verifier.verify(TokenText.encode(other), "prod")).isInstanceOf(Verified.class);
        assertThat(sts.requests().get(0).getUri()).hasToString(canonical.url());
    }

    static Stream<Arguments> mintedTokens() {
        return Stream.of(
                        "aws us-west-2",
                        "aws-cn cn-north-1",
                        "aws-us-gov us-gov-west-1",
                        "aws-iso us-iso-east-1",
                        "aws-iso-b us-isob-east-1",
                        "aws-iso-e eu-isoe-west-1",
                        "aws-iso-f us-isof-south-1",
                        "aws-eusc eusc-de-east-1",
                        "aws aws-global")
                .map(both -> both.split(" "))
                .flatMap(both -> Stream.of("", "fips", "dualStack", "fips dualStack")
                        .filter(option -> !(option.contains("dualStack") && both[0].startsWith("aws-iso")))
                        .filter(option -> option.isEmpty() || !both[1].equals("aws-global"))
                        .map(option -> arguments(both[0], both[1], option)));
    }

    @ParameterizedTest
    @MethodSource("mintedTokens")
    void verify_mintedToken_isGoodInItsPartitionOnly(String partition, String region, String option) {
        String arn = "arn:" + partition + ":sts::111122223333:assumed-role/dev/ana@example.org";
        StubSts answer = StubSts.answering(200, StubSts.identity("111122223333", arn, "AROADEV:ana@example.org"));
        String token = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(TokenText.ACCESS_KEY_ID, "secret", "session/+=token")))
                .region(Region.of(region))
                .fips(option.contains("fips"))
                .dualStack(option.contains("dualStack"))
                .clock(CLOCK)
                .build()
                .mint("prod")
                .value();

        try (StsTokenVerifier own = verifier(answer, partition);
                StsTokenVerifier foreign = verifier(answer, partition.equals("aws") ? "aws-cn" : "aws")) {
            assertThat(own.verify(token, "prod"))
                    .isEqualTo(new Verified(IamIdentity.builder()
                            .arn(arn)
                            .canonicalArn("arn:" + partition + ":iam::111122223333:role/dev")
                            .accountId("111122223333")
                            .principalId("AROADEV")
                            .sessionName("ana@example.org")
                            .accessKeyId(TokenText.ACCESS_KEY_ID)
                            .build()));
            assertRejected(foreign.verify(token, "prod"), RejectionReason.BAD_HOST);
            assertThat(answer.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, SignatureDoesNotMatch, the token is for another cluster",
        "403, InvalidClientTokenId, the access key or the session does not exist",
        "403, ExpiredToken, the session that minted it has ended",
        "400, Whatever, status 400",
    })
    void verify_denialOfSts_isARejectionInWordsOfOurs(int status, String code, String words) {
        StubSts denying = StubSts.answering(status, "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"quote\"}}");

        Rejected rejected =
                assertRejected(verifier(denying).verify(good().token(), "prod"), RejectionReason.STS_DENIED);

        assertThat(rejected.detail()).contains(words).doesNotContain("quote");
    }

    @ParameterizedTest
    @CsvSource({"204", "301", "302", "307"})
    void verify_neitherAnswerNorDenial_isRejected(int status) {
        StubSts redirecting = StubSts.answering(status, StubSts.ALICE);

        assertRejected(verifier(redirecting).verify(good().token(), "prod"), RejectionReason.STS_BAD_RESPONSE);
        assertThat(redirecting.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, {\"Code\":\"Throttling\"}", "503, <Code>ThrottlingException</Code>", "429, ''"})
    void verify_throttledBySts_throwsThrottled(int status, String body) {
        assertThatThrownBy(() -> verifier(StubSts.answering(status, body)).verify(good().token(), "prod"))
                .isInstanceOf(ThrottledException.class)
                .hasMessageContaining("sts.us-west-2.amazonaws.com asks to call less often")
                .extracting(
                        thrown -> ((AccessEntriesException) thrown).context().toString())
                .asString()
                .contains("cluster=prod", "statusCode=" + status, "requestId=id1234");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void verify_stsUnwell_throwsUnavailable(int status) {
        assertThatThrownBy(() -> verifier(StubSts.answering(status, "")).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("answered with status " + status);
    }

    @Test
    void verify_networkFault_throwsUnavailableWithItsTypesOnly() {
        StubSts unreachable = new StubSts(request -> {
            throw new IOException("GET " + request.http().getUri(), new UnknownHostException("sts"));
        });

        assertThatThrownBy(() -> verifier(unreachable).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("(IOException, caused by UnknownHostException)")
                .hasRootCauseMessage(UnknownHostException.class.getName())
                .hasStackTraceContaining("StsTokenVerifierTest");
        assertThat(unreachable.requests()).hasSize(1);
    }

    @Test
    void verify_uncheckedFaultOfTheClient_throwsUnavailable() {
        StubSts broken = new StubSts(request -> {
            throw new IllegalStateException("Connection pool shut down");
        });

        assertThatThrownBy(() -> verifier(broken).verify(good().token(), "prod"))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void verify_noAnswerInTime_abortsTheCallAndThrowsUnavailable() {
        StubSts silent = new StubSts(request -> {
            request.awaitAbort();
            throw new AssertionError("unreachable");
        });
        try (StsTokenVerifier impatient = StsTokenVerifier.builder()
                .httpClient(silent)
                .clock(CLOCK)
                .timeout(Duration.ofMillis(20))
                .build()) {
            assertThatThrownBy(() -> impatient.verify(good().token(), "prod"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("could not be asked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "prod\r\nx-evil: 1", "prod;x", "a/b"})
    void verify_badClusterName_isRefused(String name) {
        assertThatThrownBy(() -> verifier.verify(good().token(), name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sts.requests()).isEmpty();
    }

    @Test
    void verify_afterClose_isRefusedAndTheCallersClientStaysOpen() {
        verifier.close();
        verifier.close();

        assertThatThrownBy(() -> verifier.verify(good().token(), "prod"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(sts.requests()).isEmpty();
        assertThat(sts.isClosed()).isFalse();
    }

    @Test
    void create_withoutOptions_opensAndClosesAClientOfItsOwn() {
        StsTokenVerifier created = StsTokenVerifier.create();

        assertRejected(created.verify("", "prod"), RejectionReason.BAD_PREFIX);
        created.close();
        assertThatThrownBy(() -> created.verify("", "prod")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void builder_valuesOutOfRange_areRefused() {
        StsTokenVerifier.Builder builder = StsTokenVerifier.builder();

        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("timeout PT0S");
        assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxClockSkew(Duration.ofSeconds(-1))).hasMessageContaining("maxClockSkew");
        assertThatThrownBy(() -> builder.maxClockSkew(Duration.ofMinutes(16))).hasMessageContaining("maxClockSkew");
        assertThatThrownBy(() -> builder.partition("aws-nope").build()).hasMessageContaining("aws-nope");
    }

    @Test
    void region_newToTheSdk_isAcceptedWhenNamed() {
        String token = good().at("https://sts.moon-1.amazonaws.com/")
                .with("X-Amz-Credential", TokenText.ACCESS_KEY_ID + "%2F20261123%2Fmoon-1%2Fsts%2Faws4_request")
                .token();
        StsTokenVerifier.Builder builder =
                StsTokenVerifier.builder().httpClient(sts).clock(CLOCK);

        assertRejected(builder.build().verify(token, "prod"), RejectionReason.BAD_HOST);
        assertThat(builder.region(Region.of("moon-1")).build().verify(token, "prod"))
                .isInstanceOf(Verified.class);
    }

    private static Rejected assertRejected(Verification verification, RejectionReason reason) {
        assertThat(verification).isInstanceOf(Rejected.class);
        Rejected rejected = (Rejected) verification;
        assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
        return rejected;
    }

    private static TokenText good() {
        return TokenText.signedAt(NOW.minusSeconds(30));
    }

    private static StsTokenVerifier verifier(StubSts sts) {
        return verifier(sts, "aws");
    }

    private static StsTokenVerifier verifier(StubSts sts, String partition) {
        return StsTokenVerifier.builder()
                .partition(partition)
                .httpClient(sts)
                .clock(CLOCK)
                .build();
    }
}
