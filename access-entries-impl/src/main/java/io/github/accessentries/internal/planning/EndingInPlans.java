package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.plan.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What plans do about access that ends: what is running stays until its end and is told, what is over goes, and what is listed
 * stays for good. Used for one plan.
 */
final class EndingInPlans {

    private final Instant now;
    private final List<String> told = new ArrayList<>();

    EndingInPlans(Instant now) {
        this.now = now;
    }

    /** A sentence for each temporary grant that the plan leaves. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** What a listed entry should be now. */
    AccessEntry listed(AccessEntry present, AccessEntry wanted) {
        Endings endings = Endings.of(present);
        if (endings.isEmpty() || present.type().isForNodes()) {
            return wanted;
        }
        Map<String, String> tags = new HashMap<>(wanted.tags());
        tags.keySet().removeIf(EndingTags::isKept);
        AccessEntry staying = AccessEntry.builder().from(wanted).tags(tags).build();
        for (Ending ending : running(endings)) {
            Ending rest = ending.beside(staying);
            if (!rest.groups().equals(ending.groups()) || !rest.policies().equals(ending.policies())) {
                told.add("temporary access of " + present.principal() + " that was to end at " + ending.until()
                        + " becomes permanent as far as it is listed");
            }
        }
        List<Ending> running = running(endings).stream()
                .map(ending -> ending.beside(staying))
                .filter(ending -> !ending.isNothing())
                .toList();
        AccessEntry now = endings.together(staying, running);
        tell(now);
        return now;
    }

    /** The changes to an entry that is owned and not listed: what is running is all that is left of it. */
    List<Change> unlisted(AccessEntry present) {
        Endings endings = Endings.of(present);
        List<Ending> running = running(endings).stream().map(Ending::withEntry).toList();
        if (running.isEmpty() || present.type().isForNodes()) {
            return List.of(new Change.Delete(present, "owned and not listed"));
        }
        AccessEntry nothing = AccessEntry.builder()
                .from(endings.staying())
                .groups(List.of())
                .policies(List.of())
                .build();
        AccessEntry rest = endings.together(nothing, running);
        tell(rest);
        return Difference.between(present, rest, Reasons.LISTED);
    }

    private List<Ending> running(Endings endings) {
        return endings.all().stream().filter(ending -> !ending.hasEnded(now)).toList();
    }

    private void tell(AccessEntry left) {
        for (TemporaryAccess access : TemporaryAccessList.of(List.of(left), now).grants()) {
            told.add("temporary access stays until it ends: " + access);
        }
    }
}
