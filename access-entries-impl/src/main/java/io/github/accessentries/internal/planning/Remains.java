package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.internal.calls.EksErrors;
import io.github.accessentries.plan.DesiredEntry;
import java.util.function.Supplier;

/** Says what remains on the cluster after a change that failed half way. */
final class Remains {

    private Remains() {}

    static String ofNewEntry(AccessPolicy refused) {
        return "; the entry itself was created and stays, without " + refused;
    }

    /** What has to be made again; a plan does that only if it lists the entry, so it is told as a whole. */
    static String ofDeleted(DesiredEntry wanted) {
        return "; its old entry is deleted, so it has no access" + ofReplaced(wanted);
    }

    static String ofReplaced(DesiredEntry wanted) {
        return " until this is granted again, which a new plan does only if it lists it: " + wanted;
    }

    static String ofUnknown(DesiredEntry wanted) {
        return "; if its old entry is deleted, it has no access" + ofReplaced(wanted);
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
