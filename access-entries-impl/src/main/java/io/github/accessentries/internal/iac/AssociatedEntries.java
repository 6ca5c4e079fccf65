package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.field.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The entries of a document in which policies stand apart from the entries that they belong to. An entry that has a policy which is
 * not known, or could have one, is left out as a whole: without that policy it would be another entry. Not thread-safe.
 */
public final class AssociatedEntries {

    /** Whose entry on which cluster. */
    private record Key(String cluster, String principal) {}

    private record Pending(EntryDraft draft, Field at, String subject) {}

    private final Map<Key, Pending> entries = new LinkedHashMap<>();

    /** The first thing that is not known of each; one is enough to leave it out. */
    private final Map<Key, String> doubts = new HashMap<>();

    private final Set<Key> leftBehind = new HashSet<>();

    /**
     * Adds an entry. That there is another one of the same principal on the same cluster is a fault of the document.
     *
     * @param cluster the name of the cluster
     * @param draft the entry, without its policies
     * @param at where it stands
     * @param subject its name in a sentence
     */
    public void add(String cluster, EntryDraft draft, Field at, String subject) {
        String principal = draft.principal().value();
        if (entries.putIfAbsent(new Key(cluster, principal), new Pending(draft, at, subject)) != null) {
            draft.principal()
                    .at()
                    .fault(principal + " already has an entry; a principal has only one, so put everything into that");
        }
    }

    /**
     * Notes that an entry is left out.
     *
     * @param cluster its cluster, as it is written
     * @param principal its principal, as it is written
     */
    public void leaveOut(String cluster, String principal) {
        leftBehind.add(new Key(cluster, principal));
    }

    /**
     * Whether a policy that is not known belongs to an entry that is left out anyway.
     *
     * @param cluster the cluster of the policy, as it is written
     * @param principal its principal, as it is written
     * @return whether an entry was left out that says the same
     */
    public boolean isLeftBehind(String cluster, String principal) {
        return leftBehind.contains(new Key(cluster, principal));
    }

    /**
     * Whether there is an entry.
     *
     * @param cluster the name of its cluster
     * @param principal whose it is
     * @return whether it was added
     */
    public boolean has(String cluster, String principal) {
        return entries.containsKey(new Key(cluster, principal));
    }

    /**
     * Adds a policy to its entry.
     *
     * @param cluster the name of the cluster
     * @param principal whose entry it is
     * @param policy adds it
     * @return whether there is such an entry
     */
    public boolean associate(String cluster, String principal, Consumer<EntryDraft> policy) {
        Optional<Pending> entry = Optional.ofNullable(entries.get(new Key(cluster, principal)));
        entry.ifPresent(pending -> policy.accept(pending.draft()));
        return entry.isPresent();
    }

    /**
     * Notes that something of an entry, such as a policy, is not known.
     *
     * @param cluster the cluster on which it is; empty if it may be on any
     * @param principal whose entry it is; empty if that may be anybody's
     * @param reason what is not known, in a sentence
     */
    public void doubt(Optional<String> cluster, Optional<String> principal, String reason) {
        if (cluster.isPresent() && principal.isPresent()) {
            if (has(cluster.get(), principal.get())) {
                doubts.putIfAbsent(new Key(cluster.get(), principal.get()), reason);
            }
            return;
        }
        for (Key key : entries.keySet()) {
            if (cluster.filter(name -> !name.equals(key.cluster())).isEmpty()
                    && principal.filter(arn -> !arn.equals(key.principal())).isEmpty()) {
                doubts.putIfAbsent(key, reason);
            }
        }
    }

    /**
     * Hands over the entries that are known, and tells about the others.
     *
     * @param gathering takes them
     */
    public void finish(Gathering gathering) {
        entries.forEach((key, pending) -> {
            String doubt = doubts.get(key);
            if (doubt == null) {
                gathering.add(key.cluster(), pending.draft());
            } else {
                gathering.omit(
                        pending.at(), pending.subject() + " is left out too, since not all of it is certain: " + doubt);
            }
        });
    }
}
