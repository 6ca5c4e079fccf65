package io.github.accessentries.internal.iac;

import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the access that a document describes, entry by entry; gives no result if the document has a fault. Not
 * thread-safe.
 */
public final class Gathering {

    /** Stands for whichever cluster the document is given to. */
    public static final String ANY_CLUSTER = "";

    private final Document document;
    private final Map<String, Map<String, DesiredEntry>> clusters = new LinkedHashMap<>();
    private final List<LeftBehind> leftBehind = new ArrayList<>();

    /**
     * Starts with nothing.
     *
     * @param document where everything comes from
     */
    public Gathering(Document document) {
        this.document = document;
    }

    /**
     * Checks the name of a cluster.
     *
     * @param name the name
     * @return the same
     * @throws IllegalArgumentException if no cluster has such a name
     */
    public static String nameOfCluster(String name) {
        EntryRules.requireClusterName(name);
        return name;
    }

    /**
     * Adds an entry, or leaves it out if no cluster has such a name.
     *
     * @param cluster the name of its cluster
     * @param draft the entry
     */
    public void add(Text cluster, EntryDraft draft) {
        try {
            nameOfCluster(cluster.value());
        } catch (IllegalArgumentException e) {
            omit(cluster.at(), String.valueOf(e.getMessage()));
            return;
        }
        gather(cluster.value(), draft);
    }

    /**
     * Adds an entry, or leaves it out if no cluster has such a name.
     *
     * @param cluster the name of its cluster
     * @param draft the entry
     */
    public void add(String cluster, EntryDraft draft) {
        try {
            nameOfCluster(cluster);
        } catch (IllegalArgumentException e) {
            omit(draft.principal().at(), "is of an entry whose cluster " + e.getMessage());
            return;
        }
        gather(cluster, draft);
    }

    /**
     * Adds an entry of {@link #ANY_CLUSTER}.
     *
     * @param draft the entry
     */
    public void add(EntryDraft draft) {
        gather(ANY_CLUSTER, draft);
    }

    /** What is wrong with an entry, be it that its principal has one already, is a fault of the document. */
    private void gather(String cluster, EntryDraft draft) {
        draft.toEntry().ifPresent(entry -> {
            Map<String, DesiredEntry> entries = clusters.computeIfAbsent(cluster, each -> new LinkedHashMap<>());
            PrincipalArn principal = entry.principal();
            DesiredEntry other = entries.putIfAbsent(principal.uniqueName(), entry);
            if (other != null) {
                draft.principal()
                        .at()
                        .fault(
                                other.principal().equals(principal)
                                        ? principal + " is listed more than once; a principal has one access entry, so"
                                                + " list everything in that"
                                        : principal + " is listed, and so is " + other.principal() + "; IAM has no two"
                                                + " names in an account that differ only in path or letter case, so list"
                                                + " the one that exists");
            }
        });
    }

    /**
     * Leaves something out.
     *
     * @param at where it stands
     * @param reason why, in a sentence
     */
    public void omit(Field at, String reason) {
        leftBehind.add(new LeftBehind(document.toldPlace(at.place()), document.told(reason)));
    }

    /**
     * Leaves something out that has a name of its own.
     *
     * @param place where it stands, and what it is called
     * @param reason why, in a sentence
     */
    public void omit(String place, String reason) {
        leftBehind.add(new LeftBehind(document.toldPlace(place), document.told(reason)));
    }

    /**
     * Ends the gathering.
     *
     * @return all that was added
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if the document has a fault
     */
    public Carried finish() {
        document.refuseFaults();
        Map<String, DesiredAccess> access = new LinkedHashMap<>();
        clusters.forEach((cluster, entries) -> access.put(
                cluster, DesiredAccess.builder().entries(entries.values()).build()));
        return new Carried(access, leftBehind);
    }
}
