package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verified;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Whatever a token is, it gets a result from each verifier: an exception would be an outage that anybody could cause. */
class AnyTokenTest {

    private static final AwsSessionCredentials CREDENTIALS =
            AwsSessionCredentials.create(TokenText.ACCESS_KEY_ID, SigningSts.SECRET, "session/+=token");

    /** What values of parameters come to, where somebody is careless or bad; each is tried escaped and as it is. */
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-0",
            "+0",
            "00",
            "-1",
            "-900",
            "1",
            "900",
            "901",
            "0000000000000000000060",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "99999999999999999999999999999999999999999999",
            "1e3",
            "60.0",
            "6 0",
            " 60",
            "0x3C",
            "NaN",
            "\u0666\u0660",
            "\uff16\uff10",
            "60,60",
            "60;60",
            "60&X-Amz-Expires=60",
            "60&x-amz-expires=0",
            "00000101T000000Z",
            "99991231T235959Z",
            "20261123T115930.999999999999999999Z",
            "20261123T115930,Z",
            "20260000T000000Z",
            "20261123T115960Z",
            "/",
            "////",
            "%",
            "%00",
            "%FF",
            "\u0000",
            "\r\n",
            "host",
            "x-k8s-aws-id",
            ";;;host;x-k8s-aws-id;;;",
            "host;x-k8s-aws-id",
            "\ud800",
            "a".repeat(3000));

    private final StubSts sts = SigningSts.create();
    private final StsTokenVerifier strict = direct(VerificationProfile.STRICT);
    private final StsTokenVerifier reference = direct(VerificationProfile.REFERENCE);
    private final List<TokenVerifier> verifiers = List.of(
            strict,
            reference,
            CachedTokenVerifier.of(strict),
            offline(VerificationProfile.STRICT),
            offline(VerificationProfile.REFERENCE));

    private StsTokenVerifier direct(VerificationProfile profile) {
        return StsTokenVerifier.builder()
                .profile(profile)
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .build();
    }

    private static OfflineTokenVerifier offline(VerificationProfile profile) {
        KnownKey key = KnownKey.builder()
                .credentials(CREDENTIALS)
                .arn("arn:aws:iam::123456789012:user/Alice")
                .userId("AIDAALICE")
                .build();
        return OfflineTokenVerifier.builder(id -> Optional.of(key))
                .profile(profile)
                .clock(GoodToken.CLOCK)
                .build();
    }

    @AfterEach
    void close() {
        strict.close();
        reference.close();
    }

    private static String goodUrl() {
        return TokenText.decode(EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .region(Region.US_WEST_2)
                .clock(GoodToken.CLOCK)
                .build()
                .mint("prod")
                .value());
    }

    private void assertRejectedByAll(String token, String about) {
        for (TokenVerifier verifier : verifiers) {
            assertThatCode(() -> assertThat(verifier.verify(token, "prod"))
                            .as("%s, %s", verifier, about)
                            .isInstanceOf(Rejected.class))
                    .as("%s, %s", verifier, about)
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> TokenInspection.of(token, "aws", GoodToken.CLOCK))
                .as(about)
                .doesNotThrowAnyException();
    }

    @Test
    void verify_theTokenThatTheOthersAreMadeOf_isGood() {
        String token = TokenText.encode(goodUrl());

        assertThat(verifiers)
                .allSatisfy(
                        verifier -> assertThat(verifier.verify(token, "prod")).isInstanceOf(Verified.class));
    }

    @ParameterizedTest
    @EnumSource
    void verify_parameterWithAnyValue_orTwice_orNotAtAll_isRejected(Parameter parameter) {
        String url = goodUrl();
        String pair = url.replaceAll(".*[?&](" + parameter + "=[^&]*).*", "$1");
        for (String value : VALUES) {
            for (String raw : new String[] {value, escaped(value)}) {
                String other = parameter + "=" + raw;
                if (!URLDecoder.decode(pair, UTF_8).equals(parameter + "=" + value)) {
                    assertRejectedByAll(TokenText.encode(url.replace(pair, other)), other);
                }
                assertRejectedByAll(TokenText.encode(url + "&" + other), "twice, " + other);
                if (!value.isEmpty()) {
                    assertRejectedByAll(TokenText.encode(url.replace(pair, pair + raw)), "longer, " + other);
                }
            }
        }
        assertRejectedByAll(TokenText.encode(url.replace(pair, parameter.toString())), "no value, " + parameter);
        assertRejectedByAll(
                TokenText.encode(url.replace(pair + "&", "").replace("&" + pair, "")), "without " + parameter);
        assertRejectedByAll(TokenText.encode(url.replace(pair, "x")), "without " + parameter);
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : value.getBytes(UTF_8)) {
            escaped.append(String.format("%%%02X", each));
        }
        return escaped.toString();
    }

    /** It once came out of the SDK's signer as an exception, and of the webhook as status 500. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "000000000"})
    void verify_expiryOfZeroSeconds_isDeniedWhereNobodyCanSignIt(String zero) {
        String token = TokenText.encode(goodUrl().replaceAll("Expires=\\d+", "Expires=" + zero));

        for (TokenVerifier verifier : verifiers) {
            GoodToken.assertRejected(verifier.verify(token, "prod"), RejectionReason.STS_DENIED);
        }
    }

    /** Bytes and texts of any kind, at each place of a token; TokenMutationTest has those that are nearly good. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void verify_anyBytes_areRejected(long seed) {
        Random random = new Random(seed);
        String url = goodUrl();
        String token = TokenText.encode(url);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[1 + random.nextInt(120)];
            random.nextBytes(bytes);
            String noise = new String(bytes, random.nextBoolean() ? ISO_8859_1 : UTF_8);
            int inUrl = random.nextInt(url.length());
            int inToken = random.nextInt(token.length());
            String odd = switch (round % 6) {
                case 0 -> noise;
                case 1 -> "k8s-aws-v1." + noise;
                case 2 -> TokenText.encode(noise);
                case 3 -> TokenText.encode(url.substring(0, inUrl) + noise);
                case 4 -> TokenText.encode(url.substring(0, inUrl) + noise + url.substring(inUrl));
                default -> token.substring(0, inToken) + noise + token.substring(inToken);
            };
            assertRejectedByAll(odd, "seed " + seed + ", round " + round);
        }
    }
}
