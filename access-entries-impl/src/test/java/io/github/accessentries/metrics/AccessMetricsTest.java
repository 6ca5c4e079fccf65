package io.github.accessentries.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.MovingClock;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.snapshot.RefreshFailure;
import io.github.accessentries.snapshot.Snapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

class AccessMetricsTest {

    private static final ErrorContext CONTEXT = ErrorContext.builder().build();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AccessMetrics metrics = AccessMetrics.of(registry);

    private long timed(String name, String... tags) {
        return registry.get(name).tags(tags).timer().count();
    }

    @Test
    void authentications_areTimedByResultAndReason() {
        Authenticator authenticator = metrics.authenticator(token -> switch (token) {
            case "throttled" -> throw new ThrottledException("slower", CONTEXT, null);
            case "unavailable" -> throw new UnavailableException("gone", CONTEXT, null);
            case "error" -> throw new IllegalStateException("broken");
            default -> new Rejected(RejectionReason.NOT_MAPPED, "no entry");
        });

        assertThat(authenticator.authenticate("t").isAuthenticated()).isFalse();
        authenticator.authenticate("t");
        assertThatThrownBy(() -> authenticator.authenticate("throttled")).isInstanceOf(ThrottledException.class);
        assertThatThrownBy(() -> authenticator.authenticate("unavailable")).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> authenticator.authenticate("error")).isInstanceOf(IllegalStateException.class);

        assertThat(timed("access.entries.authenticate", "result", "rejected", "reason", "not_mapped"))
                .isEqualTo(2);
        assertThat(timed("access.entries.authenticate", "result", "throttled", "reason", "none"))
                .isEqualTo(1);
        assertThat(timed("access.entries.authenticate", "result", "unavailable"))
                .isEqualTo(1);
        assertThat(timed("access.entries.authenticate", "result", "error")).isEqualTo(1);
    }

    @Test
    void verifications_areTimedOnTheirOwn() {
        TokenVerifier verifier =
                metrics.verifier((token, cluster) -> new Rejected(RejectionReason.EXPIRED, cluster + token));

        assertThat(verifier.verify("t", "prod")).isEqualTo(new Rejected(RejectionReason.EXPIRED, "prodt"));
        assertThat(timed("access.entries.token.verify", "result", "rejected", "reason", "expired"))
                .isEqualTo(1);
    }

    @Test
    void decisions_areTimedByResult() {
        KubernetesUser ana = KubernetesUser.builder().username("ana").build();
        Authorizer authorizer = metrics.authorizer((user, request) -> switch (request.verb()) {
            case "get" -> Decision.of(List.of(), List.of());
            case "list" -> Decision.of(List.of(), List.of("a policy is not known"));
            default -> throw new IllegalStateException("broken");
        });

        authorizer.decide(ana, AccessRequest.of("get", "pods"));
        authorizer.decide(ana, AccessRequest.of("list", "pods"));
        assertThatThrownBy(() -> authorizer.decide(ana, AccessRequest.of("watch", "pods")))
                .isInstanceOf(IllegalStateException.class);

        assertThat(timed("access.entries.authorize", "result", "no_opinion")).isEqualTo(1);
        assertThat(timed("access.entries.authorize", "result", "doubtful")).isEqualTo(1);
        assertThat(timed("access.entries.authorize", "result", "error")).isEqualTo(1);
    }

    @Test
    void callsToSts_areCountedByStatusAndRegion() throws IOException {
        SdkHttpClient http = metrics.stsClient(new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        if (request.httpRequest().host().contains("broken")) {
                            throw new IOException("reset");
                        }
                        return HttpExecuteResponse.builder()
                                .response(SdkHttpResponse.builder()
                                        .statusCode(403)
                                        .build())
                                .build();
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        });

        call(http, "sts.us-west-2.amazonaws.com");
        call(http, "sts.us-west-2.api.aws");
        call(http, "sts.amazonaws.com");
        assertThatThrownBy(() -> call(http, "sts.broken-1.amazonaws.com.cn")).isInstanceOf(IOException.class);

        assertThat(registry.get("access.entries.sts.responses")
                        .tags("code", "403", "region", "us-west-2")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("access.entries.sts.responses")
                        .tags("code", "403", "region", "global")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("access.entries.sts.connection.failures")
                        .tags("region", "other")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static void call(SdkHttpClient http, String host) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(host)
                .build();
        http.prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call();
    }

    @Test
    void answersOfTheWebhookServer_areTimedByPathAndStatus() {
        metrics.webhookListener().answered("/authenticate", 503, Duration.ofMillis(7));

        assertThat(registry.get("access.entries.webhook")
                        .tags("path", "/authenticate", "status", "503")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(7);
    }

    @Test
    void snapshot_showsItsAge_onceItWasRead() {
        MovingClock clock = new MovingClock(Instant.parse("2026-11-23T12:00:00Z"));
        Instant[] readAt = new Instant[1];
        Snapshot<String> snapshot = new Snapshot<>() {
            @Override
            public String get() {
                return "value";
            }

            @Override
            public Optional<Instant> readAt() {
                return Optional.ofNullable(readAt[0]);
            }

            @Override
            public Optional<Duration> age() {
                return readAt().map(then -> Duration.between(then, clock.instant()));
            }

            @Override
            public Optional<RefreshFailure> failure() {
                return Optional.empty();
            }
        };
        metrics.snapshot("entries of prod", snapshot);

        assertThat(age()).isNaN();
        readAt[0] = clock.instant();
        clock.advance(Duration.ofMillis(1500));
        assertThat(age()).isEqualTo(1.5);
    }

    private double age() {
        return registry.get("access.entries.snapshot.age")
                .tags("snapshot", "entries of prod")
                .gauge()
                .value();
    }
}
