package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails behind a webhook, and however: the answer allows nothing, lets nobody in, and is no clean denial either, which
 * an API server would keep for minutes.
 */
class FailClosedTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    private static final byte[] ACCESS_REVIEW =
            ("{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\","
                            + "\"spec\":{\"user\":\"dev\",\"extra\":{\"canonicalArn\":[\"" + DEV + "\"]},"
                            + "\"resourceAttributes\":{\"namespace\":\"team-a\",\"verb\":\"list\",\"resource\":\"pods\"}}}")
                    .getBytes(UTF_8);
    private static final byte[] TOKEN_REVIEW =
            "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\"k8s-aws-v1.x\"}}"
                    .getBytes(UTF_8);

    static Stream<RuntimeException> failures() {
        ErrorContext context = ErrorContext.builder().build();
        return Stream.of(
                new UnavailableException("it is not there", context, null),
                new ThrottledException("too many calls", context, null),
                new AccessDeniedException("not for you", context, null),
                new AccessConflictException("somebody else was quicker", context, null),
                new AccessEntriesException("something else", context, null),
                new UncheckedIOException(new IOException("cut off")),
                new IllegalStateException("closed"),
                new IllegalArgumentException("odd"),
                new NullPointerException("a gap"),
                new ConcurrentModificationException("changed"),
                new CancellationException("given up"));
    }

    private static void assertNoDecision(WebhookAnswer answer) {
        assertThat(answer.status()).isIn(429, 500, 503);
        assertThat(answer.body()).doesNotContain("\"allowed\"", "\"denied\"", "\"authenticated\"");
    }

    private static WebhookAnswer review(Authorizer authorizer) {
        return SubjectAccessReviewHandler.of(authorizer).handle(ACCESS_REVIEW);
    }

    private static WebhookAnswer review(Authenticator authenticator) {
        return TokenReviewHandler.of(authenticator).handle(TOKEN_REVIEW);
    }

    private static boolean isAllowed(WebhookAnswer answer) {
        return answer.status() == 200
                && JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .getAsJsonObject("status")
                        .get("allowed")
                        .getAsBoolean();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void authorizerThatFails(RuntimeException failure) {
        assertNoDecision(review((Authorizer) (user, request) -> {
            throw failure;
        }));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void authenticatorThatFails(RuntimeException failure) {
        assertNoDecision(review((Authenticator) token -> {
            throw failure;
        }));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void denialThatFailsToExplainItself(RuntimeException failure) {
        assertNoDecision(review((Authorizer) (user, request) -> Decision.denied(List.of(), () -> {
            throw failure;
        })));
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // What somebody's own implementation may do.
    void answerThatIsNone() {
        assertNoDecision(review((Authorizer) (user, request) -> null));
        assertNoDecision(review((Authenticator) token -> null));
    }

    @Test
    void errorOfTheMachine_isNoAnswer() {
        assertThatThrownBy(() -> review((Authorizer) (user, request) -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    private static ClusterReading reading(RbacObjects rbac) {
        return ClusterReading.builder()
                .mappings(ClusterMappings.builder()
                        .mode(AuthenticationMode.API)
                        .entries(List.of(AccessEntry.builder()
                                .cluster("prod")
                                .principal(DEV)
                                .username("dev")
                                .addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("team-a")))
                                .build()))
                        .awsAuth(AwsAuth.none())
                        .build())
                .rbac(rbac)
                .build();
    }

    /** A cluster that can be read at first: what was read counts until it is too old, and then nothing does. */
    @ParameterizedTest
    @MethodSource("failures")
    void clusterThatCannotBeReadAnyMore_isNoDecision_onceItIsTooOld(RuntimeException failure) {
        VirtualTime time = new VirtualTime();
        List<RuntimeException> failures = new ArrayList<>();
        try (LiveAccess live = live(time, failures, new AtomicReference<>(reading(RbacObjects.none())))) {
            assertThat(isAllowed(review(live.authorizer()))).isTrue();

            failures.add(failure);
            time.advance(Duration.ofMinutes(1));
            assertThat(isAllowed(review(live.authorizer()))).isTrue();
            time.advance(Duration.ofMinutes(10));
            assertNoDecision(review(live.authorizer()));
            assertThatThrownBy(() -> live.model().get()).isInstanceOf(UnavailableException.class);

            failures.clear();
            live.refresh();
            assertThat(isAllowed(review(live.authorizer()))).isTrue();
        }
    }

    @Test
    void clusterThatIsReadInPartOnly_deniesWithADoubt() {
        VirtualTime time = new VirtualTime();
        RbacObjects partly =
                RbacObjects.builder().addFaults("half of the roles are missing").build();
        AtomicReference<ClusterReading> newest = new AtomicReference<>(reading(partly));
        try (LiveAccess live = live(time, List.of(), newest)) {
            String body = SubjectAccessReviewHandler.of(live.authorizer())
                    .handle(new String(ACCESS_REVIEW, UTF_8)
                            .replace("\"list\"", "\"delete\"")
                            .getBytes(UTF_8))
                    .body();

            assertThat(body).contains("\"evaluationError\"").contains("half of the roles are missing");
        }
    }

    private static LiveAccess live(
            VirtualTime time, List<RuntimeException> failures, AtomicReference<ClusterReading> newest) {
        return LiveAccess.of(RefreshedSnapshot.<ClusterReading>builder("the cluster", () -> {
                    if (!failures.isEmpty()) {
                        throw failures.get(0);
                    }
                    return newest.get();
                })
                .interval(Duration.ofSeconds(30))
                .staleAfter(Duration.ofMinutes(5))
                .jitter(0)
                .clock(time)
                .scheduler(time.scheduler())
                .start());
    }
}
