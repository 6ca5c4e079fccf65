package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class EksTokensTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final AwsCredentials KEY = AwsBasicCredentials.create("AKIDEXAMPLE", SECRET);

    static List<JsonObject> vectors() {
        return JsonCases.objects(
                JsonCases.read(EksTokensTest.class, "presign-vectors.json").getAsJsonArray("vectors"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void mint_publishedVector_hasItsSignatureAndParameters(JsonObject vector) {
        String sessionToken = JsonCases.text(vector, "sessionToken");
        String accessKeyId = JsonCases.text(vector, "accessKeyId");
        String secret = JsonCases.text(vector, "secretAccessKey");
        boolean global = JsonCases.text(vector, "host").equals("sts.amazonaws.com");
        EksTokens tokens = tokens(
                        sessionToken.isEmpty()
                                ? AwsBasicCredentials.create(accessKeyId, secret)
                                : AwsSessionCredentials.create(accessKeyId, secret, sessionToken),
                        JsonCases.text(vector, "signingTime"))
                .region(global ? Region.AWS_GLOBAL : Region.of(JsonCases.text(vector, "region")))
                .build();

        EksToken token = tokens.mint(JsonCases.text(vector, "clusterId"));

        URI minted = url(token);
        URI published = URI.create(JsonCases.text(vector, "url"));
        assertThat(parameters(minted)).isEqualTo(parameters(published));
        assertThat(parameters(minted)).containsEntry("X-Amz-Signature", JsonCases.text(vector, "signature"));
        assertThat(minted.toString()).hasSameSizeAs(published.toString());
        assertThat(minted.getScheme() + "://" + minted.getRawAuthority() + minted.getRawPath())
                .isEqualTo("https://" + JsonCases.text(vector, "host") + "/");
        assertThat(token.expiresAt()).isEqualTo(Instant.parse(JsonCases.text(vector, "expirationTimestamp")));
    }

    @ParameterizedTest
    @CsvSource({
        "AKIDEXAMPLE,, 9f31c964d0be5073b4c359d7f7808645de862e8cd5bf1b97ad57b0e6ad729920",
        "ASIAEXAMPLE,tok/+=en, 346f20ca8deb91c6899aed6944cfbde31f5d5a51801c74e3076ab1dcc7430854"
    })
    void mint_independentlyCalculatedSignature_isEqual(String accessKeyId, String sessionToken, String signature) {
        AwsCredentials credentials = sessionToken == null
                ? AwsBasicCredentials.create(accessKeyId, SECRET)
                : AwsSessionCredentials.create(accessKeyId, SECRET, sessionToken);

        EksToken token = tokens(credentials, "2026-11-23T12:00:00.987Z").build().mint("my-cluster");

        assertThat(parameters(url(token))).containsEntry("X-Amz-Signature", signature);
        assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-11-23T12:14:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "us-west-2, true, false, sts-fips.us-west-2.amazonaws.com",
        "us-west-2, false, true, sts.us-west-2.api.aws",
        "us-west-2, true, true, sts-fips.us-west-2.api.aws",
        "us-gov-west-1, true, false, sts.us-gov-west-1.amazonaws.com",
        "us-west-9, false, false, sts.us-west-9.amazonaws.com",
        "new-region, false, false, sts.new-region.amazonaws.com"
    })
    void mint_endpointOptions_goIntoTheHost(String region, boolean fips, boolean dualStack, String host) {
        EksToken token = tokens(KEY, "2026-11-23T12:00:00Z")
                .region(Region.of(region))
                .fips(fips)
                .dualStack(dualStack)
                .build()
                .mint("prod");

        assertThat(url(token).getRawAuthority()).isEqualTo(host);
        assertThat(parameters(url(token)).get("X-Amz-Credential")).contains("%2F" + region + "%2F");
    }

    static List<AwsCredentialsProvider> providersWithoutCredentials() {
        return List.of(() -> null, () -> {
            throw new IllegalStateException("Failed to refresh process-based credentials.");
        });
    }

    @ParameterizedTest
    @MethodSource("providersWithoutCredentials")
    void mint_providerThatBreaksItsContract_isOneWithoutCredentials(AwsCredentialsProvider provider) {
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(provider)
                .region(Region.US_WEST_2)
                .build();

        assertThatThrownBy(() -> tokens.mint("prod"))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("No AWS credentials were found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T11:59:30Z", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00.500Z"})
    void mint_credentialsThatHaveExpired_giveNoToken(Instant credentialsEnd) {
        AwsCredentials credentials = AwsSessionCredentials.builder()
                .accessKeyId("ASIAEXAMPLE")
                .secretAccessKey(SECRET)
                .sessionToken("t")
                .expirationTime(credentialsEnd)
                .build();
        EksTokens tokens = tokens(credentials, "2026-11-23T12:00:00.500Z").build();

        assertThatThrownBy(() -> tokens.mint("prod"))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("expired at " + credentialsEnd + "; log in again");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:05:00Z, 2026-11-23T12:05:00Z",
        "2026-11-23T12:14:00Z, 2026-11-23T12:14:00Z",
        "2026-11-23T13:00:00Z, 2026-11-23T12:14:00Z"
    })
    void mint_credentialsThatEnd_giveATokenThatEndsNoLater(Instant credentialsEnd, Instant tokenEnd) {
        AwsCredentials credentials = AwsSessionCredentials.builder()
                .accessKeyId("ASIAEXAMPLE")
                .secretAccessKey(SECRET)
                .sessionToken("t")
                .expirationTime(credentialsEnd)
                .build();

        EksToken token = tokens(credentials, "2026-11-23T12:00:00Z").build().mint("prod");

        assertThat(token.expiresAt()).isEqualTo(tokenEnd);
    }

    @ParameterizedTest
    @CsvSource({"us-iso-east-1, true", "aws-cn-global, false", "aws-global, true"})
    void build_endpointThatNoClusterAccepts_isRefused(String region, boolean dualStack) {
        EksTokens.Builder builder =
                tokens(KEY, "2026-11-23T12:00:00Z").region(Region.of(region)).dualStack(dualStack);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No cluster accepts tokens of sts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "prod\n",
                "prod\r\nx-evil: 1",
                "\u0000",
                "-prod",
                "prod.example.com",
                "pröd",
                "arn:aws:eks:us-west-2:111122223333:cluster/prod"
            })
    void mint_badClusterName_isRefusedBeforeTheCredentialsAreAsked(String name) {
        EksTokens tokens = EksTokens.builder()
                .region(Region.US_WEST_2)
                .credentialsProvider(() -> {
                    throw new AssertionError("asked for credentials");
                })
                .build();

        assertThatThrownBy(() -> tokens.mint(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be the name of an EKS cluster");
    }

    @Test
    void mint_clusterNameLength_isLimitedTo100() {
        EksTokens tokens = tokens(KEY, "2026-11-23T12:00:00Z").build();

        assertThat(tokens.mint("a".repeat(100)).value()).startsWith("k8s-aws-v1.");
        assertThatThrownBy(() -> tokens.mint("a".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mint_providerWithoutCredentials_saysSoAndKeepsTheCause() {
        SdkClientException cause = SdkClientException.create("no profile, no variables");
        EksTokens tokens = EksTokens.builder()
                .region(Region.US_WEST_2)
                .credentialsProvider(() -> {
                    throw cause;
                })
                .build();

        assertThatThrownBy(() -> tokens.mint("prod"))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("No AWS credentials were found to sign a token for cluster prod")
                .hasCause(cause);
    }

    @Test
    void mint_anonymousCredentials_areNone() {
        EksTokens tokens = EksTokens.builder()
                .region(Region.US_WEST_2)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();

        assertThatThrownBy(() -> tokens.mint("prod")).isInstanceOf(AccessEntriesException.class);
    }

    @Test
    void mint_tokenOverTheLimitOfClusters_isNotHandedOut_unlessTheVerifierTakesIt() {
        EksTokens.Builder builder = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create("AKIDEXAMPLE", "s", "/SECRET+".repeat(500))))
                .region(Region.US_WEST_2);

        assertThatThrownBy(() -> builder.build().mint("prod"))
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("The token for cluster prod would have ")
                .hasMessageContaining("clusters refuse those of more than 4096")
                .hasMessageContaining("fewer or shorter session tags and policies")
                .hasMessageContaining("raise maxTokenLength")
                .hasMessageNotContaining("SECRET");
        EksToken token = builder.maxTokenLength(16_384).build().mint("prod");
        assertThat(token.value().length()).isBetween(4097, 16_384);
        assertThat(new String(Base64.getUrlDecoder().decode(token.value().substring("k8s-aws-v1.".length())), UTF_8))
                .contains("%2FSECRET%2B");
    }

    @Test
    void build_withoutRegion_asksTheDefaultChain() {
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .defaultRegion(() -> Region.EU_WEST_1)
                .build();

        assertThat(url(tokens.mint("prod")).getHost()).isEqualTo("sts.eu-west-1.amazonaws.com");
    }

    @Test
    void build_noRegionAnywhere_saysWhatToDo() {
        EksTokens.Builder builder = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .defaultRegion(() -> {
                    throw SdkClientException.create("no region in the chain");
                });

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call region(..) or set AWS_REGION")
                .hasCauseInstanceOf(SdkClientException.class);
    }

    @Test
    void build_withoutCredentialsProvider_saysWhatToDo() {
        assertThatThrownBy(() -> EksTokens.builder().region(Region.US_WEST_2).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credentialsProvider(..)");
    }

    @Test
    void token_asText_hidesItsValueAndEqualsByIt() {
        EksTokens tokens = tokens(KEY, "2026-11-23T12:00:00Z").build();
        EksToken token = tokens.mint("prod");

        assertThat(token).hasToString("EksToken[value=(redacted), expiresAt=2026-11-23T12:14:00Z]");
        assertThat(token).isEqualTo(tokens.mint("prod")).isNotEqualTo(tokens.mint("stage"));
    }

    private static EksTokens.Builder tokens(AwsCredentials credentials, String now) {
        return EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .region(Region.US_WEST_2)
                .clock(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static URI url(EksToken token) {
        byte[] url = Base64.getUrlDecoder().decode(token.value().substring("k8s-aws-v1.".length()));
        return URI.create(new String(url, StandardCharsets.US_ASCII));
    }

    private static Map<String, String> parameters(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .collect(Collectors.toMap(
                        parameter -> parameter.substring(0, parameter.indexOf('=')),
                        parameter -> parameter.substring(parameter.indexOf('=') + 1)));
    }
}
