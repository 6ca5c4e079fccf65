package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.token.TokenInspection;
import io.github.accessentries.token.VerificationProfile;
import java.net.URI;
import java.util.function.Consumer;

/** Tokens: nothing but the good one is verified, and nobody but STS is called, whatever a token asks for. */
final class FuzzedTokens implements Consumer<byte[]> {

    private static final byte[] REFUSAL =
            "{\"Error\":{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"no\",\"Type\":\"Sender\"}}".getBytes(UTF_8);

    @Override
    public void accept(byte[] input) {
        String token = new String(input, UTF_8);
        TokenInspection seen = TokenInspection.of(token, "aws", KnownToken.CLOCK);
        for (VerificationProfile profile : VerificationProfile.values()) {
            CannedSts sts = new CannedSts(403, REFUSAL);
            Verification bySts;
            try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                    .profile(profile)
                    .httpClient(sts)
                    .clock(KnownToken.CLOCK)
                    .build()) {
                bySts = verifier.verify(token, KnownToken.CLUSTER);
            }
            requireRejected(bySts, token);
            sts.called().forEach(called -> requireSts(called, profile));
            if (profile == VerificationProfile.STRICT) {
                assertThat(sts.called().isEmpty()).isEqualTo(seen.fault().isPresent());
            }

            Verification offline =
                    KnownToken.verifier().profile(profile).build().verify(token, KnownToken.CLUSTER);
            if (offline instanceof Verified verified) {
                assertThat(verified.identity().arn()).isEqualTo(KnownToken.ARN);
                assertThat(KnownToken.bearsItsSignature(token)).isTrue();
            } else {
                requireRejected(offline, token);
            }
        }
    }

    private static void requireRejected(Verification verification, String token) {
        assertThat(verification).isInstanceOf(Rejected.class);
        if (token.length() > 32) {
            assertThat(verification.toString()).doesNotContain(token);
        }
    }

    private static void requireSts(URI called, VerificationProfile profile) {
        // As the public authenticator, the lenient profile takes any label for a region that is yet unknown.
        String region = profile == VerificationProfile.STRICT ? "[a-z0-9-]+" : "[A-Za-z0-9-]+";
        assertThat(called.getScheme()).isEqualTo("https");
        assertThat(called.getUserInfo()).isNull();
        assertThat(called.getHost()).matches("sts(-fips)?\\.(" + region + "\\.)?(amazonaws\\.com|api\\.aws)");
        assertThat(called.getPort()).isIn(-1, 443);
        assertThat(called.getPath()).isIn("", "/");
    }
}
