package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.calls.EksErrors;
import io.github.accessentries.internal.calls.EntryCalls;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.ChangeCases;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.ObjectChange;
import java.util.function.Predicate;

/**
 * Makes one change. A change that proves to be in place already, for example because the answer to an earlier call was
 * lost, counts as present; making it again would also be harmless.
 */
final class ChangeMaker implements ChangeCases<Status> {

    private static final int TIMES_FOR_REPLACED = 3;

    private final EntryCalls calls;
    private final ObjectMaker objects;
    private final Patience patience;
    /** What is deleted already waits longer: nothing else brings it back. */
    private final Patience forReplaced;

    ChangeMaker(EntryCalls calls, ObjectCalls objects, Patience patience) {
        this.calls = calls;
        this.objects = new ObjectMaker(objects, patience);
        this.patience = patience;
        this.forReplaced = patience.withLimit(patience.limit().multipliedBy(TIMES_FOR_REPLACED));
    }

    @Override
    public Status create(Change.Create create) {
        return create(create.entry(), patience, ChangeMaker::mayCome);
    }

    @Override
    public Status update(Change.Update update) {
        return done(
                () -> calls.update(update.principal(), update.username(), update.groups()),
                ThrottledException.class::isInstance);
    }

    @Override
    public Status tag(Change.Tag tag) {
        return done(() -> calls.tag(tag.before(), tag.tags()), ThrottledException.class::isInstance);
    }

    @Override
    public Status untag(Change.Untag untag) {
        return done(() -> calls.untag(untag.before(), untag.keys()), ThrottledException.class::isInstance);
    }

    @Override
    public Status associate(Change.Associate associate) {
        return done(
                () -> calls.associate(associate.principal(), associate.policy(), associate.scope()),
                ChangeMaker::mayCome);
    }

    @Override
    public Status rescope(Change.Rescope rescope) {
        return done(
                () -> calls.associate(rescope.principal(), rescope.policy(), rescope.after()),
                ThrottledException.class::isInstance);
    }

    @Override
    public Status disassociate(Change.Disassociate disassociate) {
        return gone(() -> {
            try {
                calls.disassociate(disassociate.principal(), disassociate.policy());
            } catch (InvalidAccessRequestException e) {
                // EKS refuses to take what is not there; only a look can tell that from other refusals.
                if (calls.find(disassociate.principal())
                        .flatMap(entry -> entry.scopeOf(disassociate.policy()))
                        .isPresent()) {
                    throw e;
                }
                throw new AccessEntryNotFoundException(String.valueOf(e.getMessage()), e.context(), e);
            }
        });
    }

    @Override
    public Status delete(Change.Delete delete) {
        return gone(() -> calls.delete(delete.principal()));
    }

    @Override
    public Status replace(Change.Replace replace) {
        gone(() -> calls.delete(replace.principal()));
        DesiredEntry wanted = replace.after();
        Remains.after(() -> create(wanted, forReplaced, ChangeMaker::mayComeForReplaced), Remains.ofDeleted(wanted));
        for (PolicyAssociation listed : Difference.policiesOf(wanted)) {
            Remains.after(
                    () -> forReplaced.retry(
                            () -> {
                                calls.associate(wanted.principal(), listed.policy(), listed.scope());
                                return Status.DONE;
                            },
                            ChangeMaker::mayComeForReplaced),
                    Remains.ofNewEntry(listed.policy()) + Remains.ofReplaced(wanted));
        }
        return Status.DONE;
    }

    @Override
    public Status createObject(ObjectChange.Create create) {
        return objects.create(create.object());
    }

    @Override
    public Status updateObject(ObjectChange.Update update) {
        return objects.update(update.before(), update.object());
    }

    @Override
    public Status deleteObject(ObjectChange.Delete delete) {
        return objects.delete(delete.object());
    }

    @Override
    public Status replaceObject(ObjectChange.Replace replace) {
        return objects.replace(replace.before(), replace.object());
    }

    private Status create(DesiredEntry wanted, Patience waiting, Predicate<AccessEntriesException> mayPass) {
        return waiting.retry(
                () -> {
                    try {
                        calls.create(wanted);
                        return Status.DONE;
                    } catch (AccessConflictException e) {
                        if (calls.find(wanted.principal())
                                .filter(entry -> isAsMade(entry, wanted))
                                .isPresent()) {
                            return Status.WAS_THERE;
                        }
                        throw e;
                    }
                },
                mayPass);
    }

    /**
     * Whether the entry is exactly what our own call would have created; EKS chooses the user name and groups of nodes.
     */
    private static boolean isAsMade(AccessEntry entry, DesiredEntry wanted) {
        AccessEntry made = wanted.asMade(entry.cluster());
        return entry.type().equals(made.type())
                && entry.tags().equals(made.tags())
                && (made.type().isForNodes()
                        || (entry.groups().equals(made.groups())
                                && entry.username().equals(made.username())));
    }

    private Status done(Runnable call, Predicate<AccessEntriesException> mayPass) {
        return patience.retry(
                () -> {
                    call.run();
                    return Status.DONE;
                },
                mayPass);
    }

    private Status gone(Runnable call) {
        return patience.retry(
                () -> {
                    try {
                        call.run();
                        return Status.DONE;
                    } catch (AccessEntryNotFoundException e) {
                        return Status.WAS_THERE;
                    }
                },
                ThrottledException.class::isInstance);
    }

    /** Throttling passes, and so does EKS not yet knowing what IAM or an earlier call has just created. */
    private static boolean mayCome(AccessEntriesException e) {
        return e instanceof ThrottledException || (EksErrors.mayPass(e) && !(e instanceof AccessConflictException));
    }

    private static boolean mayComeForReplaced(AccessEntriesException e) {
        return mayCome(e) || e instanceof UnavailableException;
    }
}
