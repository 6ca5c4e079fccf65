package io.github.accessentries.testkit.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenAuthorizersTest {

    private static final Decision ALLOWED = Decision.of(List.of(new GrantedToMasters()), List.of());
    private static final Decision DENIED = Decision.of(List.of(), List.of());
    private static final Authorizer CUT_OFF = (user, request) -> {
        throw unavailable();
    };

    static final class Sample extends AuthorizerContract {
        private final Tested<Authorizer> tested = Tested.next();

        @Override
        protected Authorizer authorizer() {
            return tested.whole();
        }

        @Override
        protected KubernetesUser user() {
            return ana();
        }

        @Override
        protected AccessRequest allowed() {
            return AccessRequest.of("get", "pods").inNamespace("team-a");
        }

        @Override
        protected Optional<Authorizer> cutOff() {
            return Optional.of(tested.cutOff());
        }
    }

    private static UnavailableException unavailable() {
        return new UnavailableException("nobody answers", ErrorContext.builder().build(), null);
    }

    private static Authorizer right() {
        return (user, request) ->
                user.username().equals("ana") && request.verb().equals("get") ? ALLOWED : DENIED;
    }

    private static KubernetesUser ana() {
        return KubernetesUser.builder()
                .username("ana")
                .addGroups("team-a")
                .putExtra("team", List.of("payments"))
                .build();
    }

    private static Supplier<Tested<Authorizer>> broken(Supplier<Authorizer> whole) {
        return () -> new Tested<>(whole.get(), CUT_OFF);
    }

    /** Denies each thread what it allowed it before. */
    private static Authorizer forgetful() {
        Set<Thread> knows = new HashSet<>();
        return (user, request) -> {
            synchronized (knows) {
                boolean again = user.username().equals("ana")
                        && !Thread.currentThread().isInterrupted()
                        && !knows.add(Thread.currentThread());
                return again ? DENIED : right().decide(user, request);
            }
        };
    }

    @Test
    void eachPromise_isHeldByItsTestAlone() {
        Tested.eachPromiseIsHeldByItsTestAlone(
                Sample.class,
                broken(BrokenAuthorizersTest::right),
                Map.ofEntries(
                        entry(
                                "lookalike_isDenied",
                                broken(() -> (user, request) ->
                                        user.username().startsWith("ana") ? right().decide(ana(), request) : DENIED)),
                        entry("deniedRequest_isDenied", broken(() -> (user, request) -> {
                            Decision right = right().decide(user, request);
                            return user.equals(ana()) ? ALLOWED : right;
                        })),
                        entry(
                                "anyRequest_getsADecision",
                                broken(() -> (user, request) ->
                                        request.namespace().orElseThrow().isEmpty()
                                                ? DENIED
                                                : right().decide(user, request))),
                        entry("allowedRequest_isAllowed", broken(() -> (user, request) -> {
                            right().decide(user, request);
                            return DENIED;
                        })),
                        entry("stranger_isDenied", broken(() -> (user, request) -> {
                            right().decide(user, request);
                            return user.username().matches("ana|stranger.*") ? right().decide(ana(), request) : DENIED;
                        })),
                        entry(
                                "denial_canBeExplained",
                                broken(() -> (user, request) ->
                                        right().decide(user, request).allowed()
                                                ? ALLOWED
                                                : Decision.denied(List.of(), () -> List.of(" ")))),
                        entry("sameQuestion_getsAnEqualAnswer", broken(BrokenAuthorizersTest::forgetful)),
                        entry(
                                "threads_getTheSameAnswer",
                                broken(() -> Tested.byOneThreadOnly(Authorizer.class, right()))),
                        entry("decision_blocksForNothing", broken(() -> (user, request) -> {
                            if (Thread.currentThread().isInterrupted()) {
                                throw unavailable();
                            }
                            return right().decide(user, request);
                        })),
                        entry(
                                "null_isRefused",
                                broken(() -> (user, request) ->
                                        user == null || request == null ? DENIED : right().decide(user, request))),
                        entry("failure_isNeverAnAllow", () -> new Tested<>(right(), (user, request) -> ALLOWED)),
                        entry("health_isTold", broken(() -> Tested.withoutHealth(Authorizer.class, right())))));
    }

    private static Set<String> redIfAllowed(Predicate<KubernetesUser> users) {
        return Tested.red(
                Sample.class,
                broken(() -> (user, request) -> users.test(user) ? right().decide(ana(), request) : DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana.*",
                ".*ana",
                "a.*",
                "an?a?",
                "a?n?a",
                "(?i)ana",
                "ana\\s*",
                "\\s*ana",
                "ana\\x00?",
                "a\\p{Cf}?na"
            })
    void lookalikeThatIsAllowed_isSeen(String names) {
        assertThat(redIfAllowed(user -> user.username().matches(names))).containsExactly("lookalike_isDenied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"team-a.*", ".*team-a", "team-a?", "t?eam-a", "(?i)team-a", "\\s*team-a\\s*", "t\\p{Cf}?eam-a"})
    void lookalikeOfAGroupThatIsAllowed_isSeen(String groups) {
        assertThat(redIfAllowed(user -> user.groups().stream().anyMatch(group -> group.matches(groups))))
                .containsExactly("lookalike_isDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments.*", ".*payments", "payments?", "p?ayments", "(?i)payments", "\\s*payments\\s*"})
    void lookalikeOfAnAttributeThatIsAllowed_isSeen(String values) {
        assertThat(redIfAllowed(user -> user.extra("team").orElse("").matches(values)))
                .containsExactly("lookalike_isDenied");
    }
}
