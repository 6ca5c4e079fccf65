package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.token.StsTokenVerifier;
import java.util.Arrays;
import java.util.function.Consumer;

/** What answers in the place of STS: only its own answer with status 200 gives an identity, and the one that stands in it. */
final class FuzzedStsAnswers implements Consumer<byte[]> {

    private static final int[] STATUSES = {200, 201, 302, 400, 403, 404, 407, 408, 429, 500, 503};

    @Override
    public void accept(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int status = STATUSES[Byte.toUnsignedInt(input[0]) % STATUSES.length];
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .httpClient(new CannedSts(status, body))
                .clock(KnownToken.CLOCK)
                .build()) {
            Verification outcome = verifier.verify(KnownToken.VALUE, KnownToken.CLUSTER);
            if (outcome instanceof Rejected rejected && rejected.reason() == RejectionReason.STS_DENIED) {
                assertThat(status).isIn(400, 403);
            }
            if (outcome instanceof Verified verified) {
                assertThat(status).isEqualTo(200);
                JsonObject result = JsonParser.parseString(new String(body, UTF_8))
                        .getAsJsonObject()
                        .getAsJsonObject("GetCallerIdentityResponse")
                        .getAsJsonObject("GetCallerIdentityResult");
                assertThat(verified.identity().arn())
                        .isEqualTo(result.get("Arn").getAsString());
                assertThat(verified.identity().accountId())
                        .isEqualTo(result.get("Account").getAsString());
            }
        } catch (ThrottledException | UnavailableException e) {
            assertThat(e).hasMessageNotContaining(KnownToken.VALUE);
        }
    }
}
