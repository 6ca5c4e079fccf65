package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.AwsAuthMapper;
import io.github.accessentries.mapping.ClusterMapper;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.VirtualTime;
import io.github.accessentries.token.CachedTokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    /** A failure, as the status that each webhook makes of it. */
    private record Failure(Supplier<? extends Throwable> thrown, int ofTokenReview, int ofAccessReview) {

        static Failure of(Supplier<? extends Throwable> thrown) {
            return new Failure(thrown, 500, 500);
        }

        static Failure later(Supplier<? extends Throwable> thrown) {
            return new Failure(thrown, 503, 503);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
        }) // Code in another language does it without asking.
        <E extends Throwable> E occur() throws E {
            throw (E) thrown.get();
        }

        @Override
        public String toString() {
            return thrown.get().getClass().getSimpleName();
        }
    }

    private static final ErrorContext CONTEXT = ErrorContext.builder().build();

    private static final List<Failure> FAILURES = List.of(
            Failure.later(() -> new UnavailableException("it is not there", CONTEXT, null)),
            new Failure(() -> new ThrottledException("too many calls", CONTEXT, null), 429, 503),
            Failure.later(() -> new AccessDeniedException("not for you", CONTEXT, null)),
            Failure.later(() -> new AccessConflictException("somebody else was quicker", CONTEXT, null)),
            Failure.later(() -> new AccessEntriesException("something else", CONTEXT, null)),
            Failure.of(() -> new UncheckedIOException(new IOException("cut off"))),
            Failure.of(() -> new IllegalStateException("closed")),
            Failure.of(() -> new IllegalArgumentException("odd")),
            Failure.of(() -> new NullPointerException("a gap")),
            Failure.of(() -> new NoSuchElementException("none")),
            Failure.of(() -> new ConcurrentModificationException("changed")),
            Failure.of(() -> new CancellationException("given up")),
            Failure.of(() -> new IOException("not declared")),
            Failure.of(() -> new InterruptedException("not declared")),
            Failure.of(() -> new OutOfMemoryError("Java heap space")),
            Failure.of(StackOverflowError::new),
            Failure.of(() -> new NoClassDefFoundError("gone")),
            Failure.of(() -> new AssertionError("broken")));

    static Stream<RuntimeException> failuresOfReading() {
        return FAILURES.stream()
                .map(failure -> failure.thrown().get())
                .filter(RuntimeException.class::isInstance)
                .map(RuntimeException.class::cast);
    }

    private static final IamIdentity IDENTITY = IamIdentity.builder()
            .arn("arn:aws:sts::111122223333:assumed-role/dev/i-0123456789abcdef0")
            .canonicalArn(DEV.toString())
            .accountId("111122223333")
            .principalId("AROADEV")
            .sessionName("i-0123456789abcdef0")
            .accessKeyId("ASIAEXAMPLEEXAMPLE00")
            .build();
    private static final TokenVerifier GOOD =
            (token, cluster) -> new Verified(IDENTITY, Instant.parse("2100-01-01T00:00:00Z"));
    private static final IdentityMapper EVERYBODY = identity -> Mapped.builder()
            .username("whoever")
            .addGroups("system:masters")
            .source("the next mapper, which would let anybody in")
            .reservedNamesAllowed(true)
            .build();
    private static final IdentityMapper NOBODY = identity -> new Unmapped();

    private static Authenticator authenticator(TokenVerifier verifier, IdentityMapper... mappers) {
        IamAuthenticator.Builder builder =
                IamAuthenticator.builder().clusterName("prod").verifier(verifier);
        for (IdentityMapper mapper : mappers) {
            builder.mapper(mapper);
        }
        return builder.build();
    }

    private static Mapped node() {
        return Mapped.builder()
                .username("system:node:{{EC2PrivateDNSName}}")
                .source("x")
                .reservedNamesAllowed(true)
                .build();
    }

    /** Everything that a TokenReview depends on, before something that would let anybody in if the failure were passed over. */
    private static Map<String, Function<Supplier<?>, Authenticator>> authenticators() {
        return Map.of(
                "authenticator", what -> token -> (Authentication) what.get(),
                "verifier", what -> authenticator((token, cluster) -> (Verification) what.get(), EVERYBODY),
                "verifier behind the cache",
                        what -> authenticator(
                                CachedTokenVerifier.of((token, cluster) -> (Verification) what.get()), EVERYBODY),
                "first mapper", what -> authenticator(GOOD, identity -> (Mapping) what.get(), EVERYBODY),
                "second mapper", what -> authenticator(GOOD, NOBODY, identity -> (Mapping) what.get(), EVERYBODY),
                "list of entries",
                        what -> authenticator(
                                GOOD,
                                AccessEntryMapper.of(() -> FailClosedTest.<List<AccessEntry>>as(what)),
                                EVERYBODY),
                "entry by id",
                        what -> authenticator(
                                GOOD,
                                AccessEntryMapper.byPrincipalId(id -> FailClosedTest.<Optional<AccessEntry>>as(what)),
                                EVERYBODY),
                "aws-auth", what -> authenticator(GOOD, AwsAuthMapper.of(() -> (AwsAuth) what.get()), EVERYBODY),
                "mappings of the cluster",
                        what -> authenticator(GOOD, ClusterMapper.of(() -> (ClusterMappings) what.get()), EVERYBODY),
                "names of instances",
                        what -> IamAuthenticator.builder()
                                .clusterName("prod")
                                .verifier(GOOD)
                                .mapper(identity -> node())
                                .mapper(EVERYBODY)
                                .privateDnsNames(id -> FailClosedTest.<Optional<String>>as(what))
                                .build());
    }

    /** Everything that a SubjectAccessReview depends on. */
    private static Map<String, Function<Supplier<?>, Authorizer>> authorizers() {
        return Map.of(
                "authorizer", what -> (user, request) -> (Decision) what.get(),
                "explanation of a denial",
                        what -> (user, request) ->
                                Decision.denied(List.of(), () -> FailClosedTest.<List<String>>as(what)));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T as(Supplier<?> what) {
        return (T) what.get();
    }

    static Stream<Arguments> dependenciesOfTokenReviews() {
        return authenticators().entrySet().stream().map(each -> arguments(each.getKey(), each.getValue()));
    }

    static Stream<Arguments> dependenciesOfAccessReviews() {
        return authorizers().entrySet().stream().map(each -> arguments(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependenciesOfTokenReviews")
    void tokenReview_whoseDependencyFails_isNoDecision(
            String dependency, Function<Supplier<?>, Authenticator> authenticator) {
        for (Failure failure : FAILURES) {
            assertNoDecision(
                    review(authenticator.apply(() -> {
                        throw failure.<RuntimeException>occur();
                    })),
                    failure.ofTokenReview());
        }
        assertNoDecision(review(authenticator.apply(() -> null)), 500);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependenciesOfAccessReviews")
    void accessReview_whoseDependencyFails_isNoDecision(
            String dependency, Function<Supplier<?>, Authorizer> authorizer) {
        for (Failure failure : FAILURES) {
            assertNoDecision(
                    review(authorizer.apply(() -> {
                        throw failure.<RuntimeException>occur();
                    })),
                    failure.ofAccessReview());
        }
        assertNoDecision(review(authorizer.apply(() -> null)), 500);
    }

    /** The row of the table in which nothing fails; without it, the others could be right for the wrong reason. */
    @Test
    void reviewsWhoseDependenciesWork_areDecisions() {
        assertThat(review(authenticator(GOOD, NOBODY, EVERYBODY)).body()).contains("\"authenticated\":true", "whoever");
        assertThat(review(authenticator(GOOD, NOBODY)).body()).contains("\"authenticated\":false", "NOT_MAPPED");
        assertThat(review((Authorizer) (user, request) -> Decision.denied(List.of(), List::of))
                        .body())
                .contains("\"allowed\":false");
    }

    private static void assertNoDecision(WebhookAnswer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(status != 500);
        assertThat(new String(answer.bytes(), UTF_8)).doesNotContain("\"allowed\"", "\"denied\"", "\"authenticated\"");
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
    @MethodSource("failuresOfReading")
    void clusterThatCannotBeReadAnyMore_isNoDecision_onceItIsTooOld(RuntimeException failure) {
        VirtualTime time = new VirtualTime();
        List<RuntimeException> failures = new ArrayList<>();
        try (LiveAccess live = live(time, failures, new AtomicReference<>(reading(RbacObjects.none())))) {
            assertThat(isAllowed(review(live.authorizer()))).isTrue();

            failures.add(failure);
            time.advance(Duration.ofMinutes(1));
            assertThat(isAllowed(review(live.authorizer()))).isTrue();
            time.advance(Duration.ofMinutes(10));
            assertNoDecision(review(live.authorizer()), 503);
            assertNoDecision(review(authenticator(GOOD, live.mapper(), EVERYBODY)), 503);
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
