package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Authorizer} promises:
 *
 * <pre>{@code
 * class WorkingHoursTest extends AuthorizerContract {
 *
 *     private static Authorizer at(String time) {
 *         return new WorkingHours(
 *                 ClusterAccess.of(List.of()).authorizer(), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
 *     }
 *
 *     @Override
 *     protected Authorizer authorizer() {
 *         return at("2026-03-02T12:00:00Z");
 *     }
 *
 *     @Override
 *     protected KubernetesUser user() {
 *         return KubernetesUser.builder()
 *                 .username("ana")
 *                 .addGroups("system:masters")
 *                 .build();
 *     }
 *
 *     @Override
 *     protected AccessRequest allowed() {
 *         return AccessRequest.of("delete", "pods").inNamespace("team-a");
 *     }
 *
 *     @Override
 *     protected Optional<AccessRequest> denied() {
 *         return Optional.empty(); // by day, a member of system:masters is denied nothing
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes an object for each test, and the methods to implement are called once in each.
 */
public abstract class AuthorizerContract {

    private static final List<AccessRequest> ANY = List.of(
            AccessRequest.of("list", "nodes"),
            AccessRequest.of("get", "pods/log").inNamespace("none").named("none"),
            AccessRequest.builder()
                    .verb("deletecollection")
                    .apiGroup("example.com")
                    .resource("widgets")
                    .build(),
            AccessRequest.builder().verb("get").path("/metrics").build());

    /** For subclasses. */
    protected AuthorizerContract() {}

    /**
     * What is tested.
     *
     * @return an authorizer that allows {@link #user()} the request {@link #allowed()}; whoever made it closes it
     */
    protected abstract Authorizer authorizer();

    /**
     * Somebody who has access.
     *
     * @return the user
     */
    protected abstract KubernetesUser user();

    /**
     * What this user is allowed.
     *
     * @return the request
     */
    protected abstract AccessRequest allowed();

    /**
     * What this user is not allowed.
     *
     * @return by default a verb and a resource that no cluster has; empty for a user who is allowed everything, as members of
     *     {@code system:masters} are
     */
    protected Optional<AccessRequest> denied() {
        return Optional.of(AccessRequest.of("no-such-verb", "nosuchthings.contract.invalid")
                .inNamespace("none"));
    }

    /**
     * Somebody who has none of that access.
     *
     * @return by default a user whom nothing is bound to, in no groups and without an IAM principal
     */
    protected KubernetesUser stranger() {
        return KubernetesUser.builder().username("stranger-to-this-contract").build();
    }

    /**
     * The same authorizer, made so that it has never read what it decides by.
     *
     * @return by default empty: the authorizer depends on nobody
     */
    protected Optional<Authorizer> cutOff() {
        return Optional.empty();
    }

    /** What somebody may do is allowed. */
    @Test
    public final void allowedRequest_isAllowed() {
        assertTrue(authorizer().decide(user(), allowed()).allowed(), "allowed() must be allowed to user()");
    }

    /** What nothing allows is denied. */
    @Test
    public final void stranger_isDenied() {
        assertFalse(
                authorizer().decide(stranger(), allowed()).allowed(), "allowed() must not be allowed to stranger()");
    }

    /**
     * Who only looks like {@link #user()} is somebody else: each name, group and attribute is a longer one or a shorter one, at either
     * end, in other letter case, or has a character that nobody sees. The authorizer under test allows none of them anything.
     */
    @Test
    public final void lookalike_isDenied() {
        Authorizer authorizer = authorizer();
        AccessRequest allowed = allowed();

        for (KubernetesUser lookalike : Lookalikes.of(user())) {
            assertFalse(
                    authorizer.decide(lookalike, allowed).allowed(),
                    () -> lookalike + " is not user() and must not be allowed the same; compare whole names");
        }
    }

    /** Who is allowed something is not allowed everything: a grant is one of verbs, resources and places. */
    @Test
    public final void deniedRequest_isDenied() {
        Optional<AccessRequest> denied = denied();
        assumeTrue(denied.isPresent(), "denied() is empty: user() is allowed everything");

        assertFalse(
                authorizer().decide(user(), denied.orElseThrow()).allowed(),
                "denied() must not be allowed to user(); if user() is rightly allowed everything, let it be empty");
    }

    /** An API server asks about anything: single objects, subresources, the whole cluster, and paths that are no resources. */
    @Test
    public final void anyRequest_getsADecision() {
        Authorizer authorizer = authorizer();
        KubernetesUser user = user();

        for (AccessRequest request : ANY) {
            assertNotNull(
                    assertDoesNotThrow(
                            () -> authorizer.decide(user, request), () -> "There must be a decision about " + request),
                    () -> "There must be a decision about " + request);
        }
    }

    /** A denial can be asked what was missing, by whoever shows it. */
    @Test
    public final void denial_canBeExplained() {
        Decision denial = authorizer().decide(stranger(), allowed());

        assertTrue(denial.nearest().stream().noneMatch(String::isBlank), "nearest() must be sentences, or none");
        assertTrue(denial.doubts().stream().noneMatch(String::isBlank), "doubts() must be sentences, or none");
    }

    /** Asking changes nothing, and who asked before does not matter. */
    @Test
    public final void sameQuestion_getsAnEqualAnswer() {
        Authorizer authorizer = authorizer();
        KubernetesUser user = user();
        AccessRequest allowed = allowed();

        Decision first = authorizer.decide(user, allowed);
        assertNotNull(authorizer.decide(stranger(), allowed), "There must be a decision about stranger()");
        assertEquals(first, authorizer.decide(user, allowed), "The second answer must equal the first");
    }

    /**
     * Threads that ask at the same time get the same answer.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void threads_getTheSameAnswer() throws InterruptedException {
        Authorizer authorizer = authorizer();
        KubernetesUser user = user();
        AccessRequest allowed = allowed();

        Callers.allGet(authorizer.decide(user, allowed), () -> authorizer.decide(user, allowed));
    }

    /** A decision waits for nothing that an interrupt would end: an interrupted thread gets the same one. */
    @Test
    public final void decision_blocksForNothing() {
        Authorizer authorizer = authorizer();
        KubernetesUser user = user();
        AccessRequest allowed = allowed();

        assertEquals(
                authorizer.decide(user, allowed),
                Callers.interrupted(() -> authorizer.decide(user, allowed)),
                "An interrupted thread must get the same answer");
    }

    /** Nobody asks nothing. */
    @Test
    public final void null_isRefused() {
        Authorizer authorizer = authorizer();
        KubernetesUser user = user();
        AccessRequest allowed = allowed();

        Promises.isRefused("user", () -> authorizer.decide(Promises.nothing(), allowed));
        Promises.isRefused("request", () -> authorizer.decide(user, Promises.nothing()));
    }

    /** What was never read allows nothing: it is an exception of the library, or a denial that says it may be wrong. */
    @Test
    public final void failure_isNeverAnAllow() {
        Authorizer cutOff = Promises.required(cutOff());
        Decision decision;
        try {
            decision = cutOff.decide(user(), allowed());
        } catch (AccessEntriesException e) {
            Promises.isNotCalledWell(cutOff);
            return;
        }
        assertFalse(decision.allowed(), "What was not read must allow nothing");
        assertTrue(decision.incomplete(), "A denial by what was not read must say so in doubts()");
        Promises.isNotCalledWell(cutOff);
    }

    /**
     * Any thread may ask for the health at any time, an interrupted one too, and gets an answer.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void health_isTold() throws InterruptedException {
        Promises.healthIsTold(authorizer());
        Optional<Authorizer> cutOff = cutOff();
        if (cutOff.isPresent()) {
            Promises.healthIsTold(cutOff.orElseThrow());
        }
    }
}
