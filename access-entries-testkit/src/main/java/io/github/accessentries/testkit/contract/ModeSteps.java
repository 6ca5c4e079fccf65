package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.testkit.FakeCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The two steps of the authentication mode, each refused once before it is taken. */
final class ModeSteps {

    private ModeSteps() {}

    static void take(DecoratedCluster prod, UnaryOperator<AccessEntries> decorator) {
        FakeCluster cluster =
                prod.eks().createCluster("old", AuthenticationMode.CONFIG_MAP).platform("1.28", "eks.5");
        AccessEntries old = prod.entriesOf("old");
        AccessEntries entries = decorator.apply(old);
        List<String> progress = new ArrayList<>();

        SignOff tooOld = LockOut.signedOff(() -> old.enableAccessEntries());
        Throwable refusal =
                assertThrows(AccessEntriesException.class, () -> old.enableAccessEntries(tooOld, line -> {}));
        assertThrows(refusal.getClass(), () -> entries.enableAccessEntries(tooOld, line -> {}));
        cluster.platform("1.30", "eks.5");
        entries.enableAccessEntries(SignOff.none(), progress::add);
        assertEquals(AuthenticationMode.API_AND_CONFIG_MAP, old.authenticationMode());
        SignOff signOff = LockOut.signedOff(() -> entries.requireAccessEntries());
        entries.requireAccessEntries(signOff, progress::add);
        assertEquals(AuthenticationMode.API, old.authenticationMode());
        assertFalse(progress.isEmpty(), "Progress must be told");
    }
}
