package io.github.accessentries.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.Ailment;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.MovingClock;
import io.github.accessentries.Seeds;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.tls.LoopbackTls;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReadinessTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final String ACCESS_REVIEW = "{\"apiVersion\":\"authorization.k8s.io/v1\","
            + "\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\"ana\",\"resourceAttributes\":{\"verb\":\"get\","
            + "\"resource\":\"pods\"}}}";

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-27T12:00:00Z"));

    private WebhookServer.Builder server(Authenticator authenticator) {
        return WebhookServer.builder()
                .sslContext(LoopbackTls.context())
                .port(0)
                .clock(clock)
                .authenticator(authenticator);
    }

    private static Health health(boolean disabling) {
        return Health.of(Ailment.builder()
                .part("entries of prod")
                .why("secret of the operators")
                .disabling(disabling)
                .build());
    }

    /** Says of itself what it is told to, and fails as it is told to. */
    private static final class Told implements Authorizer {

        private Health health = Health.well();

        @Override
        public Decision decide(KubernetesUser user, AccessRequest request) {
            if (!health.isReady()) {
                throw new UnavailableException("too old", ErrorContext.builder().build(), null);
            }
            return Decision.of(List.of(), List.of());
        }

        @Override
        public Health health() {
            return health;
        }
    }

    @Test
    void readyz_isThatOfAKubeApiserver_andWithholdsTheReasons() {
        Told authorizer = new Told();
        try (WebhookServer server = server(token -> new Rejected(RejectionReason.EXPIRED, "old"))
                .authorizer(authorizer)
                .readiness("disk", new HealthIndicator() {})
                .start()) {
            WebhookClient client = new WebhookClient(server);

            assertThat(client.get("/readyz").body()).isEqualTo("ok");
            assertThat(client.get("/readyz?verbose").body()).isEqualTo("""
                    [+]authenticator ok
                    [+]authorizer ok
                    [+]disk ok
                    [+]shutdown ok
                    readyz check passed
                    """);

            authorizer.health = health(false);
            assertThat(client.get("/readyz").body()).isEqualTo("ok");
            assertThat(client.get("/readyz?a&verbose=1").body())
                    .contains("[+]authorizer ok, degraded: reason withheld\n");

            authorizer.health = health(true);
            HttpResponse<String> failed = client.get("/readyz");
            assertThat(failed.statusCode()).isEqualTo(503);
            assertThat(failed.body()).isEqualTo("""
                    [+]authenticator ok
                    [-]authorizer failed: reason withheld
                    [+]disk ok
                    [+]shutdown ok
                    readyz check failed
                    """);
            assertThat(server.health()).hasToString("entries of prod fails: secret of the operators");
            assertThat(client.get("/healthz?verbose").body()).isEqualTo("ok");

            authorizer.health = Health.well();
            assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void readinessThatThrows_isNotReady() {
        HealthIndicator broken = new HealthIndicator() {
            @Override
            public Health health() {
                throw new IllegalStateException("broken");
            }
        };
        try (WebhookServer server = server(token -> new Rejected(RejectionReason.EXPIRED, "old"))
                .readiness("disk", broken)
                .start()) {
            assertThat(new WebhookClient(server).get("/readyz").body()).contains("[-]disk failed: reason withheld");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorizer", "shutdown", "", "a b", "a\n[+]b", "disk"})
    void nameThatIsTakenOrMakesALine_isRefused(String name) {
        WebhookServer.Builder builder = WebhookServer.builder().readiness("disk", new HealthIndicator() {});

        assertThatIllegalArgumentException().isThrownBy(() -> builder.readiness(name, new HealthIndicator() {}));
    }

    static LongStream seeds() {
        return Seeds.of(10);
    }

    private record Answered(Instant at, String path, int status) {}

    /** The authenticator cannot say how it is doing, the authorizer can. */
    @ParameterizedTest
    @MethodSource("seeds")
    void readyz_isNotGreenWhileEveryReviewFails_norRedWhileOneIsAnswered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RuntimeException[] fault = new RuntimeException[1];
        Authenticator authenticator = token -> {
            if (fault[0] != null) {
                throw fault[0];
            }
            return new Rejected(RejectionReason.EXPIRED, "old");
        };
        Told authorizer = new Told();
        List<Answered> answers = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        try (WebhookServer server = server(authenticator).authorizer(authorizer).start()) {
            WebhookClient client = new WebhookClient(server);
            for (int step = 0; step < 40; step++) {
                clock.advance(Duration.ofSeconds(random.nextInt(1, 15)));
                if (random.nextInt(8) == 0) {
                    ErrorContext context = ErrorContext.builder().build();
                    fault[0] = List.of(
                                    new UnavailableException("no route", context, null),
                                    new ThrottledException("slower", context, null),
                                    new IllegalStateException("broken"))
                            .get(random.nextInt(3));
                } else if (random.nextInt(6) == 0) {
                    fault[0] = null;
                }
                authorizer.health = random.nextInt(5) == 0 ? health(random.nextBoolean()) : authorizer.health;
                if (random.nextInt(8) == 0) {
                    authorizer.health = Health.well();
                }
                for (int review = random.nextInt(3); review > 0; review--) {
                    answers.add(new Answered(
                            clock.instant(),
                            "/authenticate",
                            client.authenticate("t").join().statusCode()));
                    answers.add(new Answered(
                            clock.instant(),
                            "/authorize",
                            client.post("/authorize", ACCESS_REVIEW).statusCode()));
                }

                int readyz = client.get("/readyz").statusCode();
                seen.add(String.valueOf(readyz));
                boolean failing = isEvery(answers, "/authenticate") || !authorizer.health.isReady();
                assertThat(readyz).as("step %s after %s", step, answers).isEqualTo(failing ? 503 : 200);
            }
        }
        assertThat(seen).contains("200");
    }

    /** Whether every review of the last half minute that was not put off failed, and there were some. */
    private boolean isEvery(List<Answered> answers, String path) {
        List<Integer> recent = answers.stream()
                .filter(answer -> answer.path().equals(path) && answer.status() != 429)
                .filter(answer -> Duration.between(answer.at(), clock.instant()).compareTo(WINDOW) <= 0)
                .map(Answered::status)
                .toList();
        return recent.size() >= 3 && recent.stream().allMatch(status -> status >= 500);
    }

    /** A stranger chooses what is asked, and may choose what nothing can answer. */
    @Test
    void reviewsThatCannotBeAnswered_disableNothing_whileWhatKnowsHowItIsDoingIsWell() {
        Authenticator knowing = new Authenticator() {
            @Override
            public Authentication authenticate(String token) {
                throw new UnavailableException(
                        "no route", ErrorContext.builder().build(), null);
            }

            @Override
            public Health health() {
                return Health.well();
            }
        };
        try (WebhookServer server = server(knowing).start()) {
            WebhookClient client = new WebhookClient(server);
            for (int review = 0; review < 5; review++) {
                assertThat(client.authenticate("t").join().statusCode()).isEqualTo(503);
            }
            assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
        }
    }
}
