package io.github.accessentries.testkit.wire;

import java.time.Duration;

/**
 * Something that goes wrong with a call.
 *
 * @param operation which operation it happens to, or {@link #ANY}
 * @param delay how long the call waits before anything else happens
 * @param effect what goes wrong
 * @param afterChange whether the service still does what it was asked, so that only its answer is lost
 */
public record Fault(String operation, Duration delay, Effect effect, boolean afterChange) {

    /** Stands for every operation. */
    public static final String ANY = "*";

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

    boolean happensTo(String calledOperation) {
        return operation.equals(ANY) || operation.equals(calledOperation);
    }
}
