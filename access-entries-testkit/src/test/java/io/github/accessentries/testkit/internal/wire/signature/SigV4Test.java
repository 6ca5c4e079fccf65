package io.github.accessentries.testkit.internal.wire.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.SignatureClaim;
import io.github.accessentries.testkit.internal.wire.message.UriText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Our signatures are those of the SDK's signer and, by recorded vectors, those of botocore. */
class SigV4Test {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final SigV4 sigV4 = new SigV4();
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    static Stream<JsonObject> vectors() throws IOException {
        try (InputStream file = requireNonNull(SigV4Test.class.getResourceAsStream("presign-vectors.json"));
                InputStreamReader reader = new InputStreamReader(file, UTF_8)) {
            List<JsonObject> vectors = new ArrayList<>();
            for (JsonElement vector :
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("vectors")) {
                vectors.add(vector.getAsJsonObject());
            }
            return vectors.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signature_ofARecordedToken_isTheRecordedOne(JsonObject vector) {
        URI url = URI.create(vector.get("url").getAsString());
        Request request = new Request(
                "GET",
                url.getHost(),
                url.getRawPath(),
                url.getRawQuery(),
                Headers.of(Map.of(
                        "host",
                        List.of(url.getHost()),
                        "x-k8s-aws-id",
                        List.of(vector.get("clusterId").getAsString()))),
                new byte[0]);
        SignatureClaim claim = request.claim().orElseThrow();

        assertThat(SigV4.canonicalRequest(request, claim))
                .isEqualTo(vector.get("canonicalRequest").getAsString());
        assertThat(sigV4.signature(request, claim, vector.get("secretAccessKey").getAsString()))
                .isEqualTo(vector.get("signature").getAsString())
                .isEqualTo(claim.signature());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123})
    void signature_ofAnyRequest_isThatOfTheSdk(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 250; i++) {
            Request request = signedBySdk(random);
            SignatureClaim claim = request.claim().orElseThrow();

            assertThat(sigV4.signature(request, claim, SECRET))
                    .as("seed %d, request %d: %s?%s", seed, i, request, request.rawQuery())
                    .isEqualTo(claim.signature());
        }
    }

    private static Request signedBySdk(RandomGenerator random) {
        byte[] body = random.nextBoolean() ? new byte[0] : text(random, 40).getBytes(UTF_8);
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(random.nextBoolean() ? SdkHttpMethod.POST : SdkHttpMethod.GET)
                .uri(URI.create("https://eks.us-west-2.amazonaws.com"))
                .encodedPath(path(random))
                .putHeader("X-Odd", " a   b ")
                .putHeader("Content-Type", "application/json");
        for (int i = random.nextInt(4); i > 0; i--) {
            unsigned.appendRawQueryParameter("k" + random.nextInt(3), text(random, 8));
        }
        boolean inQuery = random.nextBoolean();
        SignedRequest signed = AwsV4HttpSigner.create().sign(r -> {
            r.identity(AwsBasicCredentials.create("AKIDEXAMPLE", SECRET))
                    .request(unsigned.build())
                    .payload(() -> new ByteArrayInputStream(inQuery ? new byte[0] : body))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "eks")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                    .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK);
            if (inQuery) {
                r.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60));
            }
        });
        SdkHttpRequest http = signed.request();
        return new Request(
                http.method().name(),
                http.host(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                Headers.of(http.headers()),
                inQuery ? new byte[0] : body);
    }

    private static String path(RandomGenerator random) {
        StringBuilder path = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            path.append('/').append(UriText.encode(text(random, 12)));
        }
        return path.toString();
    }

    private static String text(RandomGenerator random, int most) {
        String alphabet = "abcXYZ019-_.~ :/+@=,%&?#é\"*'()";
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ",
                "Basic abc",
                "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=x",
                "AWS4-HMAC-SHA256 Credential=a/20260101/r/eks, SignedHeaders=host, Signature=x",
                "AWS4-HMAC-SHA256 Credential=a/20260101//eks/aws4_request, SignedHeaders=host, Signature=x",
                "AWS4-HMAC-SHA256 Credential=a/20260101/r s/eks/aws4_request, SignedHeaders=host, Signature=x",
                "AWS4-HMAC-SHA256 Credential=a/20260101/r/eks/aws4_request, Signature=x",
                "AWS4-HMAC-SHA256 Credential=a/20260101/r/eks/aws4_request, SignedHeaders=host",
                "AWS4-HMAC-SHA256 Credential=a/20260101/r/eks/aws4_request, SignedHeaders=host, Signature="
            })
    void authorization_thatCannotBeRead_isAnIllegalArgument(String authorization) {
        assertThatThrownBy(() -> signedWith(authorization).claim()).isInstanceOf(IllegalArgumentException.class);
    }

    private static Request signedWith(String authorization) {
        return new Request(
                "GET",
                "eks.test",
                "/clusters",
                "",
                Headers.of(Map.of("authorization", List.of(authorization), "x-amz-date", List.of("20260101T000000Z"))),
                new byte[0]);
    }

    @Test
    void texts_ofASignedRequest_holdNothingOfTheSignature() {
        Request request = signedWith(
                "AWS4-HMAC-SHA256 Credential=a/20260101/r/eks/aws4_request, SignedHeaders=host," + " Signature=c0ffee");

        assertThat(request + " " + request.headers() + " " + request.claim().orElseThrow())
                .doesNotContain("c0ffee");
    }
}
