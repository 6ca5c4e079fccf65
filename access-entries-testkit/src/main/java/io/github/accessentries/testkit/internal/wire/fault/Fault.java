package io.github.accessentries.testkit.internal.wire.fault;

import io.github.accessentries.testkit.internal.wire.message.Operations;
import java.time.Duration;
import java.util.List;

/**
 * Something that goes wrong with a call.
 *
 * @param operation which operation it happens to, or {@code *} for any
 * @param delay how long the call waits before anything else happens
 * @param effect what goes wrong
 * @param afterChange whether the service still does what it was asked, so that only its answer is lost
 */
public record Fault(String operation, Duration delay, Effect effect, boolean afterChange) {

    static final String ANY = "*";

    private static final Duration MAX_DELAY = Duration.ofHours(1);

    /** What can go wrong. */
    public sealed interface Effect permits None, Refusal, Cut {}

    /** Nothing: the call is only late. */
    public record None() implements Effect {}

    /**
     * An error comes back.
     *
     * @param code the error code, for example {@code ThrottlingException}
     * @param status the HTTP status
     */
    public record Refusal(String code, int status) implements Effect {}

    /** The connection breaks before an answer comes. */
    public record Cut() implements Effect {}

    /**
     * A fault of an operation, with nothing that goes wrong yet.
     *
     * @param operation an operation of EKS or STS, or {@code *} for any
     * @return the fault
     * @throws IllegalArgumentException if there is no such operation
     */
    public static Fault on(String operation) {
        String known = operation.equals(ANY) ? operation : Operations.require(operation);
        return new Fault(known, Duration.ZERO, new None(), false);
    }

    /**
     * A fault of calls to clusters' own APIs, with nothing that goes wrong yet.
     *
     * @param verb for example {@code list}, or {@code *} for any
     * @param resource for example {@code deployments.apps} or {@code pods/log}, a path, or {@code *} for any
     * @return the fault
     * @throws IllegalArgumentException if one of them is blank or has a blank in it, or there is no such verb or core resource
     */
    public static Fault onKubernetes(String verb, String resource) {
        for (String part : List.of(verb, resource)) {
            if (part.isEmpty() || part.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("\"" + part + "\" is neither a verb nor a resource; use for example"
                        + " list and secrets, get and deployments.apps, or * for any");
            }
        }
        KubernetesTerms.requireVerb(verb, resource);
        KubernetesTerms.requireResource(resource);
        return new Fault(kubernetesOperation(verb, resource), Duration.ZERO, new None(), false);
    }

    /** A verb and a resource as one operation, which is none of EKS or STS. Some clients end paths with a slash. */
    static String kubernetesOperation(String verb, String resource) {
        boolean endsWithSlash = resource.length() > 1 && resource.endsWith("/");
        return verb + " " + (endsWithSlash ? resource.substring(0, resource.length() - 1) : resource);
    }

    /**
     * The same, with calls waiting before anything else happens to them.
     *
     * @param wait more than nothing, one hour at most
     * @return the changed rule
     * @throws IllegalArgumentException if the delay is out of range
     */
    public Fault delayedBy(Duration wait) {
        if (wait.isNegative() || wait.isZero() || wait.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "Delay " + wait + " is out of range; it must be more than zero and at most " + MAX_DELAY);
        }
        return new Fault(operation, wait, effect, afterChange);
    }

    /**
     * The same, and calls fail with an error of the service.
     *
     * @param code the error code, or the reason if it is Kubernetes that fails
     * @param status the HTTP status, 400 to 599
     * @return the changed rule
     * @throws IllegalArgumentException if the service has no such code, or the status is not one of an error
     */
    public Fault refusing(String code, int status) {
        if (isOfKubernetes()) {
            KubernetesTerms.requireReason(code);
        } else {
            ErrorCodes.require(operation, code);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("Status " + status + " is not that of an error; use 400 to 599");
        }
        return new Fault(operation, delay, new Refusal(code, status), afterChange);
    }

    /**
     * The same, and the connection breaks.
     *
     * @return the changed rule
     */
    public Fault cutting() {
        return new Fault(operation, delay, new Cut(), afterChange);
    }

    /**
     * The same, but the service does what it is asked first.
     *
     * @return the changed rule
     * @throws IllegalStateException if the rule has neither an error nor a cut yet
     */
    public Fault losingTheAnswer() {
        if (effect instanceof None) {
            throw new IllegalStateException("Say first what happens to the answer: fail(...) or cutConnection()");
        }
        return new Fault(operation, delay, effect, true);
    }

    private boolean isOfKubernetes() {
        return operation.indexOf(' ') >= 0;
    }

    /** Whether nothing goes wrong yet. */
    boolean isNone() {
        return effect instanceof None && delay.isZero();
    }

    boolean happensTo(String calledOperation) {
        int blank = operation.indexOf(' ');
        int calledBlank = calledOperation.indexOf(' ');
        if (blank < 0 || calledBlank < 0) {
            return blank == calledBlank && isPart(operation, calledOperation);
        }
        return isPart(operation.substring(0, blank), calledOperation.substring(0, calledBlank))
                && isPart(operation.substring(blank + 1), calledOperation.substring(calledBlank + 1));
    }

    private static boolean isPart(String wanted, String called) {
        return wanted.equals(ANY) || wanted.equals(called);
    }
}
