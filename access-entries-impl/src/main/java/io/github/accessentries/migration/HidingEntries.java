package io.github.accessentries.migration;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.PrincipalDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The entries of a cluster that hide mappings of {@code aws-auth}: a cluster asks the mapping of a principal only if it has none. */
final class HidingEntries {

    private final Map<String, List<AccessEntry>> byKey;
    private final Optional<PrincipalDirectory> directory;
    private final DeadEntries dead;

    HidingEntries(Collection<AccessEntry> entries, Optional<PrincipalDirectory> directory) {
        this.byKey = entries.stream().collect(Collectors.groupingBy(entry -> ArnKey.of(entry.principal())));
        this.directory = directory;
        this.dead = new DeadEntries(directory);
    }

    /**
     * The entry that hides a mapping.
     *
     * @param mapped whom the mapping matches
     * @return the entry, empty if the principal has none
     * @throws NoEntry if it is not certain that the entry lets the principal in, or nobody can use it
     */
    Optional<AccessEntry> of(MappedArn mapped) throws NoEntry {
        List<AccessEntry> entries = byKey.getOrDefault(ArnKey.of(mapped.principal()), List.of());
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (entries.size() > 1) {
            throw NoEntry.hidden("there are entries of the same name that differ only in the path, "
                    + entries.stream().map(AccessEntry::principal).toList()
                    + ", and only one of them can be that of a principal that exists; delete the others");
        }
        AccessEntry entry = entries.get(0);
        switch (dead.life(entry)) {
            case GONE ->
                throw NoEntry.idle("the principal does not exist in IAM, so nobody can use it"
                        + FormerRole.of(mapped, directory).hint());
            case MADE_AGAIN, MOVED ->
                throw NoEntry.hidden("the principal was recreated in IAM after its entry " + entry.principal()
                        + " was made, so the entry lets nobody in, and the mapping does; delete the entry and make it"
                        + " again");
            default -> {
                return Optional.of(entry);
            }
        }
    }

    /**
     * Whether an entry is what is left if the migration was interrupted between making it and giving it its policies. It
     * has exactly the names that the migration gives, and nothing that somebody added.
     *
     * @param entry the entry of the cluster
     * @param whole the entry that replaces the mapping
     */
    static boolean isHalfMade(AccessEntry entry, DesiredEntry whole) {
        AccessEntry made = whole.asMade(entry.cluster());
        return entry.policies().isEmpty()
                && !made.policies().isEmpty()
                && entry.tags().isEmpty()
                && entry.type().equals(made.type())
                && entry.username().equals(made.username())
                && entry.groups().equals(made.groups());
    }
}
