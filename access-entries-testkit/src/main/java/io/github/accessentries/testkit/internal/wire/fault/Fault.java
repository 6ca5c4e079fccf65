package io.github.accessentries.testkit.internal.wire.fault;

import io.github.accessentries.testkit.internal.wire.message.Operations;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with a call.
 *
 * @param operation which operation it happens to, or {@code *} for any
 * @param delay how long the call waits before anything else happens
 * @param effect what goes wrong
 * @param afterChange whether the service still does what it was asked, so that only its answer is lost
 */
public record Fault(String operation, Duration delay, Effect effect, boolean afterChange) {

    private static final String ANY = "*";
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9.]{0,127}");
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
     * @param code the error code
     * @param status the HTTP status, 400 to 599
     * @return the changed rule
     * @throws IllegalArgumentException if the code or the status is not one of an error
     */
    public Fault refusing(String code, int status) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "\"" + code + "\" is not an error code; use letters, digits and dots, as in ThrottlingException");
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

    /** Whether nothing goes wrong yet. */
    boolean isNone() {
        return effect instanceof None && delay.isZero();
    }

    boolean happensTo(String calledOperation) {
        return operation.equals(ANY) || operation.equals(calledOperation);
    }
}
