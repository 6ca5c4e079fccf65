package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.testkit.internal.wire.fault.Fault;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import java.time.Duration;

/**
 * What goes wrong with calls to a {@link FakeEks}, whatever the client and the transport:
 *
 * <pre>{@code
 * eks.faults().on("CreateAccessEntry").fail("ThrottlingException", 429).times(2);
 * eks.faults().on("CreateAccessEntry").cutConnection().afterChange().times(1);
 * eks.faults().on("*").delay(Duration.ofMillis(50)).always();
 * }</pre>
 *
 * <p>At most one fault happens to a call: the earliest one scripted for its operation and not yet used up. A fault
 * happens to each request on the wire, so a client that retries meets it again. The fake's own requests are spared:
 * logins to a {@link FakeCluster}, and assertions.
 *
 * <p>Delays pass on the fake's clock if that is a {@link io.github.accessentries.Sleeper}, as {@link FakeClock} is: the
 * call returns at once, at the later time. With any other clock the calling thread waits.
 *
 * <p>Thread-safe: a fault for n calls happens to exactly n.
 */
public final class Faults {

    private final FaultScript script;

    Faults(FaultScript script) {
        this.script = script;
    }

    /**
     * Starts a fault.
     *
     * @param operation an operation of EKS or STS, for example {@code CreateAccessEntry} or {@code GetCallerIdentity}, or
     *     {@code *} for any
     * @return the rule, which takes effect with {@link Rule#times} or {@link Rule#always}
     * @throws IllegalArgumentException if there is no such operation
     */
    @CheckReturnValue
    public Rule on(String operation) {
        requireNonNull(operation, "operation");
        return new Rule(Fault.on(operation));
    }

    /** Removes all faults that are still to come. */
    public void clear() {
        script.clear();
    }

    /** What goes wrong with an operation. Immutable. */
    @CheckReturnValue
    public final class Rule {

        private final Fault fault;

        private Rule(Fault fault) {
            this.fault = fault;
        }

        /**
         * Makes calls wait before anything else happens to them.
         *
         * @param delay more than nothing, one hour at most
         * @return the changed rule
         * @throws IllegalArgumentException if the delay is out of range
         */
        public Rule delay(Duration delay) {
            requireNonNull(delay, "delay");
            return new Rule(fault.delayedBy(delay));
        }

        /**
         * Makes calls fail with an error of the service, without doing what they ask for.
         *
         * @param code the error code, for example {@code ThrottlingException}; any that the service could send
         * @param status the HTTP status, 400 to 599
         * @return the changed rule
         * @throws IllegalArgumentException if the code or the status is not one of an error
         */
        public Rule fail(String code, int status) {
            requireNonNull(code, "code");
            return new Rule(fault.refusing(code, status));
        }

        /**
         * Breaks the connection before the service receives the request: the HTTP client sees an
         * {@link java.io.IOException}.
         *
         * @return the changed rule
         */
        public Rule cutConnection() {
            return new Rule(fault.cutting());
        }

        /**
         * Lets the service do what it is asked before the error or the cut happens: only the answer is lost.
         *
         * @return the changed rule
         * @throws IllegalStateException if the rule has neither an error nor a cut yet
         */
        public Rule afterChange() {
            return new Rule(fault.losingTheAnswer());
        }

        /**
         * Scripts the fault for the next calls.
         *
         * @param calls how many, at least 1
         * @throws IllegalArgumentException if it is less
         * @throws IllegalStateException if the rule does not say what goes wrong
         */
        public void times(int calls) {
            script.add(fault, calls);
        }

        /**
         * Scripts the fault for all calls until {@link Faults#clear()}.
         *
         * @throws IllegalStateException if the rule does not say what goes wrong
         */
        public void always() {
            script.addForAlways(fault);
        }
    }
}
