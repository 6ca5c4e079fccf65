package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReviewHandlerTest {

    private static final String TOKEN = "k8s-aws-v1.c2VjcmV0";
    private static final String GOOD =
            review("authentication.k8s.io/v1", "TokenReview", "{\"token\":\"" + TOKEN + "\"}");

    private static final Authenticator LETS_IN = token -> new Authenticated(
            KubernetesUser.builder()
                    .username("TestUser")
                    .uid("aws-iam-authenticator:111122223333:AROAEXAMPLE")
                    .addGroups("sys:admin", "listers")
                    .putExtra("sessionName", List.of("s"))
                    .build(),
            IamIdentity.builder()
                    .arn("arn")
                    .canonicalArn("arn")
                    .accountId("111122223333")
                    .principalId("AROAEXAMPLE")
                    .accessKeyId("")
                    .build(),
            Mapped.builder().username("TestUser").source("test").build());
    private static final Authenticator REJECTS =
            token -> new Rejected(RejectionReason.EXPIRED, "the token was signed more than 15 minutes ago");

    private static String review(String apiVersion, String kind, String spec) {
        return "{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\",\"metadata\":{},\"spec\":" + spec
                + ",\"status\":{},\"ofTomorrow\":[1]}";
    }

    private static WebhookAnswer handle(Authenticator authenticator, String body) {
        return TokenReviewHandler.of(authenticator).handle(body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication.k8s.io/v1", "authentication.k8s.io/v1beta1"})
    void tokenThatIsLetIn_isAnsweredInTheVersionOfTheQuestion(String version) {
        WebhookAnswer answer =
                handle(LETS_IN, review(version, "TokenReview", "{\"token\":\"x\",\"audiences\":[\"a\"],\"new\":1}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        assertThat(JsonParser.parseString(answer.body())).isEqualTo(JsonParser.parseString("""
                        {"apiVersion": "%s", "kind": "TokenReview", "status": {"authenticated": true, "user": {
                          "username": "TestUser", "uid": "aws-iam-authenticator:111122223333:AROAEXAMPLE",
                          "groups": ["sys:admin", "listers"], "extra": {"sessionName": ["s"]}}}}
                        """.formatted(version)));
    }

    @Test
    void tokenThatIsRejected_isACleanNo() {
        WebhookAnswer answer = handle(REJECTS, GOOD);

        assertThat(answer.status()).isEqualTo(200);
        JsonObject status =
                JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("status");
        assertThat(status.get("authenticated").getAsBoolean()).isFalse();
        assertThat(status.get("error").getAsString()).startsWith("EXPIRED: the token was signed");
        assertThat(status.has("user")).isFalse();
    }

    @Test
    void messageOfAnotherAuthenticator_thatQuotesTheToken_isNotAnswered() {
        TokenReviewHandler handler = TokenReviewHandler.of(token -> {
            throw new UnavailableException(
                    "cannot verify " + token, ErrorContext.builder().build(), null);
        });

        WebhookAnswer answer = handler.handle(
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\"k8s-aws-v1.SECRET\"}}"
                        .getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("unavailable").doesNotContain("SECRET");
    }

    @Test
    void throttledSts_is429_andUnreachableSts_is503_bothWithRetryAfter() {
        ErrorContext context = ErrorContext.builder().build();

        WebhookAnswer throttled = handle(
                token -> {
                    throw new ThrottledException("slower", context, null);
                },
                GOOD);
        WebhookAnswer unavailable = handle(
                token -> {
                    throw new UnavailableException("no answer", context, null);
                },
                GOOD);

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.headers()).containsEntry("Retry-After", "1");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.headers()).containsEntry("Retry-After", "1");
        assertThat(unavailable.body()).contains("no answer");
    }

    @Test
    void authenticatorThatFailsInAnotherWay_is500_withoutItsWords() {
        WebhookAnswer answer = handle(
                token -> {
                    throw new IllegalStateException("quotes " + token);
                },
                GOOD);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                              | Expected a request body",
                "not valid json                                                  | Expected a request body to be a TokenReview",
                "[]                                                              | which is a JSON object",
                "{}                                                              | of version authentication.k8s.io/v1 or",
                "{\"apiVersion\":\"authentication.k8s.io/v2\",\"kind\":\"TokenReview\",\"spec\":{}} | of version",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"Pod\",\"spec\":{}}         | Expected a TokenReview",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\"}             | has no spec",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":[]} | spec is not an object",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{}} | has no token",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":7}} | token is not text",
                "{\"apiVersion\":7,\"kind\":\"TokenReview\",\"spec\":{}}         | apiVersion is not text",
            })
    void whatIsNoReview_is400_andAsksNobody(String body, String message) {
        WebhookAnswer answer = handle(
                token -> {
                    throw new AssertionError("asked");
                },
                body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void bodyThatIsTooLongTooDeepOrNoText_isRefused() {
        assertThat(TokenReviewHandler.of(LETS_IN)
                        .handle(new byte[(1 << 20) + 1])
                        .status())
                .isEqualTo(413);
        assertThat(handle(LETS_IN, "[".repeat(1 << 20)).status()).isEqualTo(400);
        assertThat(handle(LETS_IN, "{\"a\":".repeat(100_000)).status()).isEqualTo(400);
        assertThat(TokenReviewHandler.of(LETS_IN)
                        .handle(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'})
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void damagedReview_neverThrows_andNeverShowsTheToken(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        TokenReviewHandler handler = TokenReviewHandler.of(REJECTS);
        for (int i = 0; i < 3_000; i++) {
            byte[] body = GOOD.getBytes(UTF_8);
            for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }

            WebhookAnswer answer = handler.handle(body);

            assertThat(answer.status()).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("c2VjcmV0");
        }
    }
}
