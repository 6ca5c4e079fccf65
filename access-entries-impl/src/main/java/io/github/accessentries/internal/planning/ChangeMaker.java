package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.calls.EksErrors;
import io.github.accessentries.internal.calls.Patience;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes one change. A change that turns out to be made already, for example by a call whose answer was lost, counts as
 * there; making it again would be harmless, too.
 */
final class ChangeMaker {

    private final EksCalls calls;
    private final Patience patience;

    ChangeMaker(EksCalls calls, Patience patience) {
        this.calls = calls;
        this.patience = patience;
    }

    Status make(Change change) {
        if (change instanceof Change.Create create) {
            return create(create.entry());
        }
        if (change instanceof Change.Associate associate) {
            return done(
                    () -> calls.associate(associate.principal(), associate.policy(), associate.scope()),
                    ChangeMaker::mayCome);
        }
        if (change instanceof Change.Rescope rescope) {
            return done(() -> calls.associate(rescope.principal(), rescope.policy(), rescope.after()));
        }
        if (change instanceof Change.Update update) {
            return done(() -> calls.update(update.principal(), update.username(), update.groups()));
        }
        if (change instanceof Change.Tag tag) {
            return done(() -> {
                calls.tag(tag.before(), tag.tags());
                return tag;
            });
        }
        if (change instanceof Change.Untag untag) {
            return done(() -> {
                calls.untag(untag.before(), untag.keys());
                return untag;
            });
        }
        if (change instanceof Change.Disassociate disassociate) {
            return gone(() -> calls.disassociate(disassociate.principal(), disassociate.policy()));
        }
        if (change instanceof Change.Delete delete) {
            return gone(() -> calls.delete(delete.principal()));
        }
        return replace((Change.Replace) change);
    }

    private Status replace(Change.Replace replace) {
        gone(() -> calls.delete(replace.principal()));
        DesiredEntry wanted = replace.after();
        create(wanted);
        for (PolicyAssociation listed : Differ.inOrder(wanted)) {
            done(() -> calls.associate(wanted.principal(), listed.policy(), listed.scope()), ChangeMaker::mayCome);
        }
        return Status.DONE;
    }

    private Status create(DesiredEntry wanted) {
        return patience.retry(
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
                ChangeMaker::mayCome);
    }

    /** Whether the entry is just what our own call would have made. */
    private static boolean isAsMade(AccessEntry entry, DesiredEntry wanted) {
        return entry.type().equals(wanted.type())
                && entry.tags().equals(wanted.tags())
                && (wanted.type().isForNodes()
                        || (entry.groups().equals(wanted.groups())
                                && entry.username()
                                        .equals(wanted.username()
                                                .orElseGet(() -> EntryRules.generatedUsername(wanted.principal())))));
    }

    private Status done(Supplier<?> call) {
        return done(call, ThrottledException.class::isInstance);
    }

    private Status done(Supplier<?> call, Predicate<AccessEntriesException> mayPass) {
        patience.retry(call::get, mayPass);
        return Status.DONE;
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

    /** Throttling passes; so does that EKS has not heard yet of what IAM or a call before this one made. */
    private static boolean mayCome(AccessEntriesException e) {
        return e instanceof ThrottledException || (EksErrors.mayPass(e) && !(e instanceof AccessConflictException));
    }
}
