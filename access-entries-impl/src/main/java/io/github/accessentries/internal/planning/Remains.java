package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.internal.calls.EksErrors;
import java.util.function.Supplier;

/** Says what remains on the cluster after a change that failed half way. */
final class Remains {

    private Remains() {}

    static String ofNewEntry(AccessPolicy refused) {
        return "; the entry itself was created and stays, without " + refused;
    }

    /** Does something, and adds a remark to the exception if it fails. */
    static <T> T after(Supplier<T> work, String remark) {
        try {
            return work.get();
        } catch (AccessEntriesException e) {
            throw EksErrors.withRemark(e, remark);
        }
    }
}
