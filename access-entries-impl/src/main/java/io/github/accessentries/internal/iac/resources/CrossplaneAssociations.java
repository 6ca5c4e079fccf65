package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.AssociatedEntries;
import io.github.accessentries.internal.iac.ClustersOfOneName;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.iac.WrittenPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies of entries of Crossplane: whose they are, and what they say. Not thread-safe. */
final class CrossplaneAssociations {

    private static final List<String> FIELDS = List.of(
            "accessScope",
            "clusterName",
            "clusterNameRef",
            "clusterNameSelector",
            "policyArn",
            "principalArn",
            "principalArnRef",
            "principalArnSelector");

    private static final String NOBODYS = "belongs to an entry that is not in this file, or is left out";

    /** A policy of somebody on a cluster. */
    private record Owned(ManifestObject object, Field wished, String cluster, String principal) {}

    private final ManifestObjects objects;
    private final CrossplaneReferences references;
    private final CrossplaneManagement management;
    private final CrossplaneSpec spec;
    private final ClustersOfOneName clusters;
    private final List<Owned> owned = new ArrayList<>();
    private final Map<ManifestObject, String> unowned = new LinkedHashMap<>();

    CrossplaneAssociations(
            ManifestObjects objects,
            CrossplaneReferences references,
            CrossplaneManagement management,
            CrossplaneSpec spec,
            ClustersOfOneName clusters) {
        this.objects = objects;
        this.references = references;
        this.management = management;
        this.spec = spec;
        this.clusters = clusters;
    }

    /**
     * Looks whose policy an object is: that is a matter of its own cluster, place and principal, whichever entry it refers to.
     *
     * @param principals those of the entries that were understood
     */
    void read(ManifestObject object, Map<ManifestObject, String> principals) {
        if (object.isBeingDeleted()) {
            objects.omit(object, "is being deleted");
            return;
        }
        Optional<Field> wished = CrossplaneSpec.wished(object);
        if (wished.isEmpty()) {
            return;
        }
        try {
            Members parameters = Members.ofAny(spec.known(wished.get(), "region", "policyArn", "accessScope"));
            Optional<String> principal = parameters.field("principalArn").isPresent()
                    ? parameters.text("principalArn").map(Text::value)
                    : references.entry(object, parameters).map(principals::get);
            if (principal.isEmpty()) {
                objects.omit(object, NOBODYS);
                return;
            }
            references
                    .cluster(object, parameters)
                    .map(Text::value)
                    .ifPresent(cluster -> add(new Owned(object, wished.get(), cluster, principal.get())));
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
            unowned.put(object, e.reason());
        }
    }

    private void add(Owned association) {
        owned.add(association);
        clusters.note(association.cluster(), spec.place(association.object()));
    }

    /** Adds all that is known to the entries, once these are all there; what is not known is not known of all that may have it. */
    void finish(AssociatedEntries entries) {
        unowned.forEach((object, reason) -> doubtAny(object, reason, entries));
        owned.forEach(association -> associate(association, entries));
    }

    private void doubtAny(ManifestObject object, String reason, AssociatedEntries entries) {
        Optional<Field> wished = CrossplaneSpec.wished(object);
        String cluster = wished.map(field -> CrossplaneSpec.written(field, "clusterName"))
                .orElse("");
        String principal = wished.map(field -> CrossplaneSpec.written(field, "principalArn"))
                .orElse("");
        // Where nothing is said, nothing is the same.
        boolean isOfEntryLeftBehind =
                !cluster.isEmpty() && !principal.isEmpty() && entries.isLeftBehind(cluster, principal);
        if (!isOfEntryLeftBehind && !clusters.isElsewhere(spec.place(object))) {
            entries.doubt(
                    wished.flatMap(field -> spec.literal(field, "clusterName")),
                    wished.flatMap(field -> spec.literal(field, "principalArn")),
                    object.address() + " " + reason);
        }
    }

    private void associate(Owned association, AssociatedEntries entries) {
        ManifestObject object = association.object();
        try {
            clusters.refuseOthers(association.cluster(), spec.place(object));
            if (!entries.has(association.cluster(), association.principal())) {
                objects.omit(object, NOBODYS);
                return;
            }
            management.refuseWhatIsNotWished(object);
            Members parameters = KnownFields.of(spec.known(association.wished()), FIELDS);
            WrittenPolicy.of(withoutList(parameters), "policyArn", Optional.empty())
                    .ifPresent(
                            policy -> entries.associate(association.cluster(), association.principal(), policy::addTo));
            management.tellHalves(object);
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
            if (!clusters.isElsewhere(spec.place(object))) {
                entries.doubt(
                        Optional.of(association.cluster()),
                        Optional.of(association.principal()),
                        object.address() + " " + e.reason());
            }
        }
    }

    /** Terraform, on which the provider is built, has a list of one scope. */
    private static Members withoutList(Members parameters) {
        Map<String, Field> members = new LinkedHashMap<>(parameters.fields());
        members.computeIfPresent(
                "accessScope",
                (name, scope) -> scope.isList() && scope.items().size() == 1
                        ? scope.items().get(0)
                        : scope);
        return new Members(parameters.at(), members);
    }
}
