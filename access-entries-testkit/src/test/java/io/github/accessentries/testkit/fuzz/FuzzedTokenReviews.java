package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.mapping.StaticMapper;
import io.github.accessentries.webhook.TokenReviewHandler;
import io.github.accessentries.webhook.WebhookAnswer;
import java.util.function.Consumer;

/** TokenReviews: nobody is authenticated whose review has not the good token. */
final class FuzzedTokenReviews implements Consumer<byte[]> {

    private final TokenReviewHandler handler = TokenReviewHandler.of(IamAuthenticator.builder()
            .clusterName(KnownToken.CLUSTER)
            .verifier(KnownToken.verifier().build())
            .mapper(StaticMapper.builder()
                    .map(PrincipalArn.of(KnownToken.ARN), "ada", "developers")
                    .build())
            .build());

    @Override
    public void accept(byte[] input) {
        WebhookAnswer answer = handler.handle(input);
        assertThat(answer.status()).isIn(200, 400, 413);
        if (answer.status() != 200) {
            return;
        }
        JsonObject review = JsonParser.parseString(new String(input, UTF_8)).getAsJsonObject();
        JsonObject answered = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertThat(answered.get("kind").getAsString()).isEqualTo("TokenReview");
        assertThat(answered.get("apiVersion")).isEqualTo(review.get("apiVersion"));
        String token = review.getAsJsonObject("spec").get("token").getAsString();
        JsonObject status = answered.getAsJsonObject("status");
        if (status.get("authenticated").getAsBoolean()) {
            assertThat(KnownToken.bearsItsSignature(token)).isTrue();
            assertThat(status.getAsJsonObject("user").get("username").getAsString())
                    .isEqualTo("ada");
        } else if (token.length() > 32) {
            assertThat(answer.body()).doesNotContain(token);
        }
    }
}
