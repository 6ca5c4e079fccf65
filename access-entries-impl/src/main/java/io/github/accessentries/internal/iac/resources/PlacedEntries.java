package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ClustersOfOneName;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Entries that are whole, kept until the places of all clusters are known. Not thread-safe. */
final class PlacedEntries {

    private record Placed(ManifestObject object, Field at, String cluster, PlaceOfCluster place, EntryDraft draft) {}

    private final ClustersOfOneName clusters;
    private final List<Placed> entries = new ArrayList<>();

    /** Starts with none; the value of {@code region} says which clusters are meant. */
    PlacedEntries(Map<String, String> values) {
        this.clusters = new ClustersOfOneName(values);
    }

    void add(ManifestObject object, Field at, String cluster, PlaceOfCluster place, EntryDraft draft) {
        clusters.note(cluster, place);
        entries.add(new Placed(object, at, cluster, place, draft));
    }

    /** Hands over those on a cluster that is meant, and names the others. */
    void finish(Gathering gathering) {
        for (Placed entry : entries) {
            try {
                clusters.refuseOthers(entry.cluster(), entry.place());
                gathering.add(entry.cluster(), entry.draft());
            } catch (Unanswered e) {
                gathering.omit(entry.at(), entry.object().address() + " " + e.reason());
            }
        }
    }
}
