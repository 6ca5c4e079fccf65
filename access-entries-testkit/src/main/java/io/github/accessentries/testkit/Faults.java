package io.github.accessentries.testkit;

import io.github.accessentries.Sleeper;
import io.github.accessentries.testkit.wire.Fault;
import io.github.accessentries.testkit.wire.FaultScript;
import io.github.accessentries.testkit.wire.Operations;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What goes wrong with the calls of a {@link FakeEks}, whatever the client and the way in:
 *
 * <pre>{@code
 * eks.faults().on("CreateAccessEntry").fail("ThrottlingException", 429).times(2);
 * eks.faults().on("CreateAccessEntry").cutConnection().afterChange().times(1);
 * eks.faults().on("*").delay(Duration.ofMillis(50)).always();
 * }</pre>
 *
 * <p>At most one fault happens to a call: the earliest that was scripted for its operation and is not used up. A fault
 * happens to each request on the wire, so a client that retries meets it again. What the fake asks itself is spared:
 * logins to a {@link FakeCluster}, and assertions.
 *
 * <p>Delays pass on the fake's clock if that is a {@link Sleeper}, as {@link FakeClock} is: the call is back at once, at
 * the later time. By any other clock the calling thread waits.
 *
 * <p>Safe for use by several threads: a fault for n calls happens to exactly n.
 */
public final class Faults {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9.]{0,127}");
    private static final Duration MAX_DELAY = Duration.ofHours(1);

    private final FaultScript script;

    Faults(FaultScript script) {
        this.script = script;
    }

    /** How calls wait. */
    static void pause(Clock clock, Duration delay) {
        Sleeper sleeper = clock instanceof Sleeper own ? own : Sleeper.SYSTEM;
        try {
            sleeper.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("Interrupted in a scripted delay of " + delay));
        }
    }

    /**
     * Starts a fault.
     *
     * @param operation an operation of EKS or STS, for example {@code CreateAccessEntry} or {@code GetCallerIdentity}, or
     *     {@code *} for any
     * @return what happens; nothing does before {@link Rule#times} or {@link Rule#always} is said
     * @throws IllegalArgumentException if there is no such operation
     */
    public Rule on(String operation) {
        String known = operation.equals(Fault.ANY) ? operation : Operations.require(operation);
        return new Rule(new Fault(known, Duration.ZERO, new Fault.None(), false));
    }

    /** Takes all faults away that are still to come. */
    public void clear() {
        script.clear();
    }

    /** What goes wrong with an operation. Immutable. */
    public final class Rule {

        private final Fault fault;

        private Rule(Fault fault) {
            this.fault = fault;
        }

        /**
         * Makes calls wait before anything else happens to them.
         *
         * @param delay more than nothing, one hour at most
         * @return the fault with that
         * @throws IllegalArgumentException if the delay is out of range
         */
        public Rule delay(Duration delay) {
            if (delay.isNegative() || delay.isZero() || delay.compareTo(MAX_DELAY) > 0) {
                throw new IllegalArgumentException(
                        "Delay " + delay + " is none; it must be more than nothing and at most " + MAX_DELAY);
            }
            return new Rule(new Fault(fault.operation(), delay, fault.effect(), fault.afterChange()));
        }

        /**
         * Makes calls fail with an error of the service, without doing what they ask for.
         *
         * @param code the error code, for example {@code ThrottlingException}; any that the service could send
         * @param status the HTTP status, 400 to 599
         * @return the fault with that
         * @throws IllegalArgumentException if the code or the status can be none
         */
        public Rule fail(String code, int status) {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("\"" + code
                        + "\" is no error code; those look like ThrottlingException: letters, digits and dots");
            }
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("Status " + status + " is no error; use 400 to 599");
            }
            return with(new Fault.Refusal(code, status));
        }

        /**
         * Breaks the connection before the service gets the request: an {@link java.io.IOException} to the HTTP client.
         *
         * @return the fault with that
         */
        public Rule cutConnection() {
            return with(new Fault.Cut());
        }

        private Rule with(Fault.Effect effect) {
            return new Rule(new Fault(fault.operation(), fault.delay(), effect, fault.afterChange()));
        }

        /**
         * Lets the service do what it is asked, and only then lets the error or the cut happen: the answer is lost.
         *
         * @return the fault with that
         * @throws IllegalStateException if nothing was said that could happen to the answer
         */
        public Rule afterChange() {
            if (fault.effect() instanceof Fault.None) {
                throw new IllegalStateException("Say first what happens to the answer: fail(...) or cutConnection()");
            }
            return new Rule(new Fault(fault.operation(), fault.delay(), fault.effect(), true));
        }

        /**
         * Puts the fault into force for the next calls.
         *
         * @param calls how many, at least 1
         * @throws IllegalArgumentException if it is less
         * @throws IllegalStateException if nothing was said that goes wrong
         */
        public void times(int calls) {
            if (calls < 1) {
                throw new IllegalArgumentException("A fault happens at least 1 time, not " + calls);
            }
            script(calls);
        }

        /**
         * Puts the fault into force until {@link Faults#clear()}.
         *
         * @throws IllegalStateException if nothing was said that goes wrong
         */
        public void always() {
            script(Long.MAX_VALUE);
        }

        private void script(long calls) {
            if (fault.effect() instanceof Fault.None && fault.delay().isZero()) {
                throw new IllegalStateException(
                        "Say first what goes wrong: fail(...), cutConnection() or delay(...) on " + fault.operation());
            }
            script.add(fault, calls);
        }
    }
}
