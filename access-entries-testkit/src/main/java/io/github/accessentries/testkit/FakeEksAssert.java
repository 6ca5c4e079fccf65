package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.wire.message.Operations;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the calls that a fake has received so far. Not thread-safe. */
public final class FakeEksAssert extends AbstractAssert<FakeEksAssert, FakeEks> {

    FakeEksAssert(FakeEks eks) {
        super(eks, FakeEksAssert.class);
    }

    /**
     * Verifies that an operation was called, refused or not, and goes on to how often and by whom.
     *
     * @param operation an operation of EKS or STS, for example {@code CreateAccessEntry}
     * @return assertions on these calls
     * @throws IllegalArgumentException if there is no such operation
     */
    public ReceivedAssert received(String operation) {
        requireNonNull(operation, "operation");
        RecordedCalls calls = calls();
        if (calls.of(Operations.require(operation)).isEmpty()) {
            throw failure(
                    "%nExpected the fake EKS%nto have received %s%nbut it received %s%s",
                    operation, calls.isEmpty() ? "nothing" : calls.counts(), nearest(calls.akinTo(operation)));
        }
        return new ReceivedAssert(calls, calls.of(operation), operation);
    }

    /**
     * Verifies that an operation was never called, not even by a call that was refused.
     *
     * @param operation an operation of EKS or STS, for example {@code DeleteAccessEntry}
     * @return this
     * @throws IllegalArgumentException if there is no such operation
     */
    public FakeEksAssert neverReceived(String operation) {
        requireNonNull(operation, "operation");
        return requireNone(calls().of(Operations.require(operation)), operation);
    }

    /**
     * Verifies that nobody called an operation that changes something, not even unsuccessfully.
     *
     * @return this
     */
    public FakeEksAssert receivedNothingThatChanges() {
        return requireNone(calls().where(call -> !call.readOnly()), "an operation that changes something");
    }

    /**
     * Verifies that nobody called anything.
     *
     * @return this
     */
    public FakeEksAssert hasNoCalls() {
        return requireNone(calls(), "anything");
    }

    private FakeEksAssert requireNone(RecordedCalls unwanted, String what) {
        if (!unwanted.isEmpty()) {
            throw failure("%nExpected the fake EKS%nnever to have received %s%nbut it has:%s", what, unwanted.lines());
        }
        return this;
    }

    private RecordedCalls calls() {
        isNotNull();
        return new RecordedCalls(actual.calls());
    }

    private static String nearest(RecordedCalls calls) {
        return calls.isEmpty() ? "" : String.format("%nNearest:%s", calls.lines());
    }
}
