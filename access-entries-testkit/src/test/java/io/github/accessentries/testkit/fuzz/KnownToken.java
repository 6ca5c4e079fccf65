package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The one token that is good, of a key that signs nothing else, at a time that stands still. */
final class KnownToken {

    static final String CLUSTER = "prod";
    static final String ACCOUNT = "111122223333";
    static final String ARN = "arn:aws:iam::" + ACCOUNT + ":user/ada";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private static final AwsBasicCredentials KEY =
            AwsBasicCredentials.create("AKIAFUZZEDFUZZEDFUZZ", "a-secret-of-tests-that-opens-nothing-at-all");

    static final String VALUE = EksTokens.builder()
            .credentialsProvider(StaticCredentialsProvider.create(KEY))
            .region(Region.US_WEST_2)
            .clock(CLOCK)
            .build()
            .mint(CLUSTER)
            .value();

    private static final String SIGNATURE = url(VALUE).replaceFirst(".*X-Amz-Signature=", "");

    private KnownToken() {}

    static OfflineTokenVerifier.Builder verifier() {
        KnownKey known = KnownKey.builder()
                .credentials(KEY)
                .arn(ARN)
                .userId("AIDAFUZZEDFUZZEDFUZZ")
                .build();
        return OfflineTokenVerifier.builder(id -> id.equals(KEY.accessKeyId()) ? Optional.of(known) : Optional.empty())
                .clock(CLOCK);
    }

    /** Whoever has no other token than this one cannot have signed anything else. */
    static boolean bearsItsSignature(String token) {
        return url(token).contains(SIGNATURE);
    }

    /** What a token is, read without much care: a prefix, and a URL in base64. */
    static String url(String token) {
        String base64 = token.substring(Math.min(token.length(), "k8s-aws-v1.".length()));
        return new String(Base64.getMimeDecoder().decode(withoutOpenEnd(base64)), UTF_8);
    }

    private static byte[] withoutOpenEnd(String base64) {
        String plain = base64.replace('-', '+').replace('_', '/').replaceAll("[^A-Za-z0-9+/]", "");
        return plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0))
                .getBytes(UTF_8);
    }
}
