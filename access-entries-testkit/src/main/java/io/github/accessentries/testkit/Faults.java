package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.testkit.internal.wire.fault.Fault;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with calls to a {@link FakeEks}, whatever the client and the transport:
 *
 * <pre>{@code
 * eks.faults().on("CreateAccessEntry").fail("ThrottlingException", 429).times(2);
 * eks.faults().on("CreateAccessEntry").cutConnection().afterChange();
 * eks.faults().on("*").delay(Duration.ofMillis(50)).always();
 * eks.faults().onKubernetes("update", "configmaps").fail("Conflict", 409);
 * }</pre>
 *
 * <p>A fault happens to one call, unless {@link Rule#times} or {@link Rule#always} says otherwise. At most one happens to a
 * call: the earliest one scripted for its operation and not yet used up. A fault happens to each request on the wire, so a
 * client that retries meets it again. The fake's own requests are spared: logins to a {@link FakeCluster}, and assertions.
 *
 * <p>Delays pass on the fake's clock if that is a {@link io.github.accessentries.Sleeper}, as {@link FakeClock} is: the
 * call returns at once, at the later time. With any other clock the thread that answers waits.
 *
 * <p>Thread-safe: a fault for n calls happens to exactly n.
 */
public final class Faults {

    private final FaultScript script;
    private final Unfinished unfinished;

    Faults(FaultScript script, Unfinished unfinished) {
        this.script = script;
        this.unfinished = unfinished;
    }

    /**
     * Starts a fault.
     *
     * @param operation an operation of EKS or STS, for example {@code CreateAccessEntry} or {@code GetCallerIdentity}, or
     *     {@code *} for any of them; calls to the clusters' own APIs are for {@link #onKubernetes}
     * @return the rule, which takes effect as soon as it says what goes wrong; until then it is unfinished, which
     *     {@link FakeEksExtension} does not let pass
     * @throws IllegalArgumentException if there is no such operation
     */
    @CheckReturnValue
    public Rule on(String operation) {
        requireNonNull(operation, "operation");
        Fault fault = Fault.on(operation);
        return new Rule(
                fault,
                unfinished.begin("faults().on(\"" + operation + "\") does not say what goes wrong", Faults.class),
                null);
    }

    /**
     * Lets something happen just before the next call of an operation, once: what another program does in the very moment
     * between a caller's look and its change.
     *
     * <pre>{@code
     * eks.faults().before("UpdateAccessEntry", () -> prod.accessEntries().revoke(dev.arn()));
     * }</pre>
     *
     * @param operation an operation of EKS or STS, or {@code *} for any
     * @param action what happens, on the thread that answers the call; its own calls are ordinary ones. What it throws breaks
     *     the call
     * @throws IllegalArgumentException if there is no such operation
     */
    public void before(String operation, Runnable action) {
        requireNonNull(operation, "operation");
        requireNonNull(action, "action");
        script.before(Fault.on(operation), action);
    }

    /**
     * Starts a fault of calls to the own APIs of all clusters of the fake, in memory and over HTTPS. It happens to a call once
     * the cluster has let it in; one that is refused meets no fault.
     *
     * <pre>{@code
     * eks.faults().onKubernetes("list", "pods").fail("TooManyRequests", 429).times(2);
     * eks.faults().onKubernetes("create", "deployments.apps").cutConnection().afterChange();
     * }</pre>
     *
     * @param verb for example {@code list}, or {@code *} for any
     * @param resource as rules of RBAC and kubectl write it, for example {@code pods/log} or {@code deployments.apps}; a path
     *     such as {@code /version}, whose verbs are the methods of HTTP; or {@code *} for any
     * @return the rule, whose {@link Rule#fail} takes the reasons of Kubernetes, for example {@code Conflict}
     * @throws IllegalArgumentException if Kubernetes has no such verb, or the resource has no group and none is named so
     */
    @CheckReturnValue
    public Rule onKubernetes(String verb, String resource) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        Fault fault = Fault.onKubernetes(verb, resource);
        String call = "faults().onKubernetes(\"" + verb + "\", \"" + resource + "\")";
        return new Rule(fault, unfinished.begin(call + " does not say what goes wrong", Faults.class), null);
    }

    /**
     * Lets something happen just before the next such call to a cluster's own API is answered, once, for example to change the
     * object that a client has read and is about to write.
     *
     * @param verb a verb as for {@link #onKubernetes}
     * @param resource a resource as for {@link #onKubernetes}
     * @param action what happens, once the call is let in, on the thread that answers it. What it throws breaks the call
     * @throws IllegalArgumentException if Kubernetes has no such verb, or the resource has no group and none is named so
     */
    public void beforeKubernetes(String verb, String resource, Runnable action) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        requireNonNull(action, "action");
        script.before(Fault.onKubernetes(verb, resource), action);
    }

    /** Removes all faults that are still to come, and what was to happen before calls. */
    public void clear() {
        script.clear();
    }

    /** What goes wrong with an operation. As soon as something does, it happens to the next call. */
    public final class Rule {

        private final Fault fault;
        private final Unfinished.Begun begun;
        private final FaultScript.@Nullable Planned planned;

        private Rule(Fault fault, Unfinished.Begun begun, FaultScript.@Nullable Planned planned) {
            this.fault = fault;
            this.begun = begun;
            this.planned = planned;
        }

        private Rule scripted(Fault changed) {
            if (planned == null) {
                return new Rule(changed, begun, script.add(changed));
            }
            planned.become(changed);
            return new Rule(changed, begun, planned);
        }

        /** As it is in the script. */
        private FaultScript.Planned inScript() {
            return planned == null ? script.add(fault) : planned;
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
            begun.end();
            return scripted(fault.delayedBy(delay));
        }

        /**
         * Makes calls fail with an error of the service, without doing what they ask for.
         *
         * @param code an error code that the service has, for example {@code ThrottlingException}; of Kubernetes a reason, for
         *     example {@code Conflict}
         * @param status the HTTP status, 400 to 599
         * @return the changed rule
         * @throws IllegalArgumentException if the service has no such code, or the status is not one of an error
         */
        public Rule fail(String code, int status) {
            requireNonNull(code, "code");
            begun.end();
            return scripted(fault.refusing(code, status));
        }

        /**
         * Breaks the connection before the service receives the request: the HTTP client sees an
         * {@link java.io.IOException}.
         *
         * @return the changed rule
         */
        public Rule cutConnection() {
            begun.end();
            return scripted(fault.cutting());
        }

        /**
         * Lets the service do what it is asked before the error or the cut happens: only the answer is lost.
         *
         * @return the changed rule
         * @throws IllegalStateException if the rule has neither an error nor a cut yet
         */
        public Rule afterChange() {
            begun.end();
            return scripted(fault.losingTheAnswer());
        }

        /**
         * Lets the fault happen to so many calls, instead of one.
         *
         * @param calls how many, at least 1
         * @throws IllegalArgumentException if it is less; the fault then happens to none
         * @throws IllegalStateException if the rule does not say what goes wrong
         */
        public void times(int calls) {
            begun.end();
            inScript().times(calls);
        }

        /**
         * Lets the fault happen to all calls until {@link Faults#clear()}.
         *
         * @throws IllegalStateException if the rule does not say what goes wrong
         */
        public void always() {
            begun.end();
            inScript().always();
        }
    }
}
