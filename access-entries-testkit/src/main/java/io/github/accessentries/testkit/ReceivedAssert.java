package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.trail.RecordedCall;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the calls of one operation. Not thread-safe. */
public final class ReceivedAssert extends AbstractAssert<ReceivedAssert, List<RecordedCall>> {

    private final RecordedCalls all;
    private final RecordedCalls received;
    private final String what;

    ReceivedAssert(RecordedCalls all, RecordedCalls received, String what) {
        super(received.all(), ReceivedAssert.class);
        this.all = all;
        this.received = received;
        this.what = what;
    }

    /**
     * Verifies how often, including repetitions by clients that retry.
     *
     * @param count the exact number of calls
     * @return this
     */
    public ReceivedAssert times(int count) {
        if (received.count() != count) {
            throw failure(
                    "%nExpected %s%nto have been received %s%nbut it was %s:%s",
                    what, RecordedCalls.times(count), RecordedCalls.times(received.count()), received.lines());
        }
        return this;
    }

    /**
     * Verifies that a principal, or a session of it, made some of these calls, and goes on with those.
     *
     * @param principal a role or user
     * @return assertions on the principal's calls
     */
    public ReceivedAssert by(FakePrincipal principal) {
        requireNonNull(principal, "principal");
        RecordedCalls byPrincipal = received.by(principal);
        if (byPrincipal.isEmpty()) {
            throw failure(
                    "%nExpected %s%nto have been received from %s%nbut it came from others:%s%nNearest: %s",
                    what, principal, received.lines(), callsOf(principal));
        }
        return new ReceivedAssert(all, byPrincipal, what + " by " + principal);
    }

    private String callsOf(FakePrincipal principal) {
        RecordedCalls others = all.by(principal);
        return others.isEmpty() ? "none, " + principal + " made no calls at all" : "what it did call" + others.lines();
    }
}
