package io.github.accessentries.internal.iac;

import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Ownership;
import java.util.ArrayList;
import java.util.List;

/** What a tool that owns only what it made itself, and makes only entries, cannot say. */
public final class BeyondEntries {

    private BeyondEntries() {}

    /**
     * What of a desired state is neither an entry nor part of one.
     *
     * @param tool the name of the tool
     * @param access the desired state
     * @return it, each with the reason why the tool cannot say it
     */
    public static List<LeftBehind> of(String tool, DesiredAccess access) {
        List<LeftBehind> leftBehind = new ArrayList<>();
        if (!access.ownership().equals(Ownership.ONLY_LISTED)) {
            leftBehind.add(new LeftBehind(
                    "ownership of " + access.ownership(),
                    tool + " owns only what it made itself, so it leaves other entries as they are"));
        }
        if (access.deadEntries() != DeadEntryHandling.LEAVE) {
            leftBehind.add(new LeftBehind(
                    "dead entries: " + access.deadEntries().id(),
                    tool + " does not ask IAM, so it leaves entries whose principal is gone"));
        }
        access.objects()
                .forEach(object -> leftBehind.add(new LeftBehind(
                        object.reference(), tool + " makes access entries here, and no objects within the cluster")));
        access.entries().stream()
                .filter(entry -> !entry.customPolicies().isEmpty())
                .map(entry -> new LeftBehind(
                        entry.principal().toString(),
                        tool + " has no custom policies: the entry gets the groups for "
                                + PlainText.names(entry.customPolicies().keySet().stream()
                                        .map(CustomPolicy::name)
                                        .toList())
                                + ", but neither roles nor bindings"))
                .forEach(leftBehind::add);
        return leftBehind;
    }
}
