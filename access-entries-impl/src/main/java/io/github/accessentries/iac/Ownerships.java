package io.github.accessentries.iac;

import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Ownership;
import java.util.ArrayList;
import java.util.List;

/** What a tool that owns only what it made itself, and makes only entries, cannot say. */
final class Ownerships {

    private Ownerships() {}

    static List<Omission> omittedBy(String tool, DesiredAccess access) {
        List<Omission> omissions = new ArrayList<>();
        if (!access.ownership().equals(Ownership.ONLY_LISTED)) {
            omissions.add(omission(
                    "ownership of " + access.ownership(),
                    tool + " owns only what it made itself, so it leaves other entries as they are"));
        }
        if (access.deadEntries() != DeadEntryHandling.LEAVE) {
            omissions.add(omission(
                    "dead entries: " + access.deadEntries().id(),
                    tool + " does not ask IAM, so it leaves entries whose principal is gone"));
        }
        access.objects()
                .forEach(object -> omissions.add(omission(
                        object.reference(), tool + " makes access entries here, and no objects within the cluster")));
        return omissions;
    }

    private static Omission omission(String place, String reason) {
        return Omission.builder().place(place).reason(reason).build();
    }
}
