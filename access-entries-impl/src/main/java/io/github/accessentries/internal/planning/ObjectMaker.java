package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.objects.SameObject;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.ApplyReport.Status;

/**
 * Makes one change to an object of RBAC. What proves to be in place already, for example because an earlier answer was lost,
 * counts as present; what somebody else has made of the object meanwhile is a conflict.
 */
final class ObjectMaker {

    private final ObjectCalls calls;
    private final Patience patience;

    ObjectMaker(ObjectCalls calls, Patience patience) {
        this.calls = calls;
        this.patience = patience;
    }

    Status create(RbacObject object) {
        return made(object, () -> calls.create(object));
    }

    Status update(RbacObject before, RbacObject after) {
        return made(after, () -> calls.update(before, after));
    }

    Status delete(RbacObject before) {
        return patience.retry(
                () -> calls.delete(before) ? Status.DONE : Status.WAS_THERE, ThrottledException.class::isInstance);
    }

    /** The role of a binding cannot change, so it is deleted and made again. */
    Status replace(RbacObject before, RbacObject after) {
        if (isThere(after)) {
            return Status.WAS_THERE;
        }
        Status unused = delete(before);
        return Remains.after(
                () -> create(after),
                "; the old binding is deleted, so its subjects have neither role until a new plan is made and applied");
    }

    private Status made(RbacObject after, Runnable call) {
        return patience.retry(
                () -> {
                    try {
                        call.run();
                        return Status.DONE;
                    } catch (AccessConflictException e) {
                        if (isThere(after)) {
                            return Status.WAS_THERE;
                        }
                        throw e;
                    }
                },
                ThrottledException.class::isInstance);
    }

    private boolean isThere(RbacObject wanted) {
        return calls.find(wanted)
                .filter(found -> SameObject.isSame(found, wanted))
                .isPresent();
    }
}
