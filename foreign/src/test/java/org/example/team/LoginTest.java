package org.example.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.metrics.AccessMetrics;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.webhook.TokenReviewHandler;
import io.github.accessentries.webhook.WebhookAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first token, logins through the cache, STS's answer and reviews read strictly, metrics. */
@ExtendWith(FakeEksExtension.class)
class LoginTest {

    private static final String USERNAME = "arn:aws:sts::111122223333:assumed-role/team-a-dev/ana-example.org";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private String token;
    private Authenticator authenticator;

    @BeforeEach
    void grant(FakeEks eks) {
        eks.createCluster("prod");
        FakePrincipal developers = eks.iam().role("team-a-dev");
        Onboarding onboarding = new Onboarding("prod", eks.eksClient());
        onboarding.onboard("team-a", developers.arn());
        token = Login.token("prod", eks.region(), developers.session("ana@example.org"));
        TokenVerifier verifier = AccessMetrics.of(meters).verifier(Login.verifier(eks.sdkHttpClient()));
        authenticator = Login.authenticator(onboarding.cluster(), "prod", verifier);
        eks.clearCalls();
    }

    @Test
    void askStsOncePerToken(FakeEks eks) {
        for (int i = 0; i < 3; i++) {
            assertThat(authenticator.authenticate(token).user().username()).isEqualTo(USERNAME);
        }

        assertThat(eks.calls().stream().filter(call -> call.eventName().equals("GetCallerIdentity")))
                .hasSize(1);
        assertThat(meters.getMeters()).isNotEmpty();
    }

    @Test
    void webhookAnswersReviews() {
        WebhookAnswer answer = review("{\"token\": \"" + token + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(USERNAME);
    }

    @Test
    void webhookRefusesWhatOnlyLooksLikeJson() {
        assertThat(review("{'token': TRUE}").status()).isEqualTo(400);
    }

    private WebhookAnswer review(String spec) {
        String body = "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenReview\", \"spec\": " + spec + "}";
        return TokenReviewHandler.of(authenticator).handle(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void httpClientOfTheSdkIsFound() {
        try (StsTokenVerifier verifier = StsTokenVerifier.create()) {
            assertThat(verifier).hasToString("verifier of tokens in partition aws");
        }
    }
}
