package io.github.accessentries.testkit;

import io.github.accessentries.testkit.internal.wire.fault.Fault;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import java.time.Duration;

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
 * <p>Delays pass on the fake's clock if that is a {@link io.github.accessentries.Sleeper}, as {@link FakeClock} is: the call is back at once, at
 * the later time. By any other clock the calling thread waits.
 *
 * <p>Safe for use by several threads: a fault for n calls happens to exactly n.
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
     * @return what happens; nothing does before {@link Rule#times} or {@link Rule#always} is said
     * @throws IllegalArgumentException if there is no such operation
     */
    public Rule on(String operation) {
        return new Rule(Fault.on(operation));
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
            return new Rule(fault.delayedBy(delay));
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
            return new Rule(fault.refusing(code, status));
        }

        /**
         * Breaks the connection before the service gets the request: an {@link java.io.IOException} to the HTTP client.
         *
         * @return the fault with that
         */
        public Rule cutConnection() {
            return new Rule(fault.cutting());
        }

        /**
         * Lets the service do what it is asked, and only then lets the error or the cut happen: the answer is lost.
         *
         * @return the fault with that
         * @throws IllegalStateException if nothing was said that could happen to the answer
         */
        public Rule afterChange() {
            return new Rule(fault.losingTheAnswer());
        }

        /**
         * Puts the fault into force for the next calls.
         *
         * @param calls how many, at least 1
         * @throws IllegalArgumentException if it is less
         * @throws IllegalStateException if nothing was said that goes wrong
         */
        public void times(int calls) {
            script.add(fault, calls);
        }

        /**
         * Puts the fault into force until {@link Faults#clear()}.
         *
         * @throws IllegalStateException if nothing was said that goes wrong
         */
        public void always() {
            script.addForAlways(fault);
        }
    }
}
