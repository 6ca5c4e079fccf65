package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.trail.KubernetesCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on some of the calls to a cluster's own API. Not thread-safe. */
public final class ClusterCallsAssert extends AbstractAssert<ClusterCallsAssert, List<KubernetesCall>> {

    private static final int MOST_SHOWN = 20;

    private final String what;

    ClusterCallsAssert(List<KubernetesCall> calls, String what) {
        super(calls, ClusterCallsAssert.class);
        this.what = what;
    }

    /** The calls of a verb on a resource. */
    static Predicate<KubernetesCall> of(String verb, String resource) {
        return call -> (verb.equals("*") || call.verb().equals(verb))
                && (resource.equals("*") || resource.equals(resource(call)));
    }

    private static String resource(KubernetesCall call) {
        if (call.resource().isEmpty()) {
            return call.path();
        }
        String[] parts = call.resource().split("/", 2);
        String group = call.apiGroup().isEmpty() ? "" : "." + call.apiGroup();
        return parts[0] + group + (parts.length > 1 ? "/" + parts[1] : "");
    }

    /** One line per call; only the latest if there are too many. */
    static String lines(List<KubernetesCall> calls) {
        return calls.stream()
                .skip(Math.max(0, calls.size() - MOST_SHOWN))
                .map(call -> String.format("%n  %s %s", call.time(), call))
                .collect(Collectors.joining());
    }

    /**
     * Verifies how often, including repetitions by clients that retry.
     *
     * @param count the exact number of calls
     * @return this
     */
    public ClusterCallsAssert times(int count) {
        if (actual.size() != count) {
            throw failure(
                    "%nExpected %s%nto have been received %s%nbut it was %s:%s",
                    what, RecordedCalls.times(count), RecordedCalls.times(actual.size()), lines(actual));
        }
        return this;
    }

    /**
     * Verifies that a principal, or a session of it, made some of these calls, and goes on with those.
     *
     * @param principal a role or user; what it called as somebody else counts too
     * @return assertions on the principal's calls
     */
    public ClusterCallsAssert by(FakePrincipal principal) {
        requireNonNull(principal, "principal");
        Optional<String> id = Optional.of(principal.principalId());
        return some(
                call -> call.user()
                        .flatMap(user -> user.extra(KubernetesUser.PRINCIPAL_ID))
                        .equals(id),
                "by " + principal);
    }

    /**
     * Verifies that some of these calls were about a namespace, and goes on with those.
     *
     * @param namespace the namespace
     * @return assertions on the calls there
     */
    public ClusterCallsAssert inNamespace(String namespace) {
        requireNonNull(namespace, "namespace");
        return some(call -> call.namespace().equals(Optional.of(namespace)), "in namespace " + namespace);
    }

    /**
     * Verifies that some of these calls were about an object, and goes on with those.
     *
     * @param name the name of the object
     * @return assertions on the calls about it
     */
    public ClusterCallsAssert named(String name) {
        requireNonNull(name, "name");
        return some(call -> call.name().equals(Optional.of(name)), "about " + name);
    }

    /**
     * Verifies that all of these calls were let in by the authorizer.
     *
     * @return this
     */
    public ClusterCallsAssert allowed() {
        return all(KubernetesCall::allowed, "let in");
    }

    /**
     * Verifies that all of these calls were refused, by authentication or authorization.
     *
     * @return this
     */
    public ClusterCallsAssert refused() {
        return all(call -> !call.allowed(), "refused");
    }

    private ClusterCallsAssert some(Predicate<KubernetesCall> condition, String addition) {
        List<KubernetesCall> some = actual.stream().filter(condition).toList();
        if (some.isEmpty()) {
            throw failure("%nExpected %s%nto have been received %s%nbut it was not:%s", what, addition, lines(actual));
        }
        return new ClusterCallsAssert(some, what + " " + addition);
    }

    private ClusterCallsAssert all(Predicate<KubernetesCall> condition, String expected) {
        List<KubernetesCall> others = actual.stream().filter(condition.negate()).toList();
        if (!others.isEmpty()) {
            throw failure("%nExpected each %s%nto have been %s%nbut these were not:%s", what, expected, lines(others));
        }
        return this;
    }
}
