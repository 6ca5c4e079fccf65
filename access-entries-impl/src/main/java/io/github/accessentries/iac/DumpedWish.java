package io.github.accessentries.iac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.iac.dump.DumpedCluster;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a dumped cluster as desired access.
 *
 * @param access the access
 * @param omissions what is not in it
 */
record DumpedWish(DesiredAccess access, List<Omission> omissions) {

    static DumpedWish of(DumpedCluster cluster) {
        List<DesiredEntry> entries = new ArrayList<>();
        List<Omission> omissions = new ArrayList<>();
        for (AccessEntry entry : cluster.entries()) {
            try {
                entries.add(DesiredEntry.of(entry));
                // Whether it is over by now does not matter: either way it is not desired.
                TemporaryAccessList.of(List.of(entry), Instant.EPOCH)
                        .grants()
                        .forEach(grant ->
                                omissions.add(omission(entry, "it ends by itself, so it is not desired: " + grant)));
            } catch (InvalidDesiredAccessException e) {
                e.faults().forEach(fault -> omissions.add(omission(entry, fault.reason())));
            }
        }
        cluster.unread()
                .forEach((principal, reason) -> omissions.add(Omission.builder()
                        .place(principal.toString())
                        .reason(reason)
                        .build()));
        cluster.openEnds()
                .forEach(reason -> omissions.add(Omission.builder()
                        .place("cluster " + PlainText.name(cluster.name()))
                        .reason(reason)
                        .build()));
        return new DumpedWish(DesiredAccess.builder().entries(entries).build(), List.copyOf(omissions));
    }

    private static Omission omission(AccessEntry entry, String reason) {
        return Omission.builder()
                .place(entry.principal().toString())
                .reason(reason)
                .build();
    }
}
