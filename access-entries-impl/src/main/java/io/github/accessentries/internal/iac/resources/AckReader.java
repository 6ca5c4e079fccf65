package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.ComputedByEks;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.iac.WrittenPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code AccessEntry} objects of ACK, the AWS Controllers for Kubernetes; {@link AckWriter} writes them. Built from the types
 * of its EKS controller's API {@code eks.services.k8s.aws/v1alpha1} and from the annotations of its runtime: what is read-only, or is to
 * be adopted and has not been, takes its spec from AWS and says nothing about what is wished. The controller refuses an entry that
 * names its cluster both ways, and writes user names and groups that EKS chose into the spec.
 */
public final class AckReader {

    static final String GROUP = "eks.services.k8s.aws";
    static final String API_VERSION = GROUP + "/v1alpha1";
    static final String ENTRY = "AccessEntry";

    private static final List<String> FIELDS = List.of(
            "accessPolicies",
            "clusterName",
            "clusterRef",
            "kubernetesGroups",
            "principalARN",
            "tags",
            "type",
            "username");

    private final ManifestObjects objects;
    private final Map<String, String> values;
    private final AckManagement management;
    private final AckPlaces places;
    private final PlacedEntries entries;
    private final ToolTags toolTags;

    private AckReader(ManifestObjects objects, Map<String, String> values) {
        this.objects = objects;
        this.values = values;
        this.management = new AckManagement(objects);
        this.places = new AckPlaces(objects);
        this.entries = new PlacedEntries(values);
        this.toolTags = new ToolTags(
                objects.gathering(),
                "ACK tags what it makes, with keys that begin with services.k8s.aws/ or, where EKS runs it, eks:; no"
                        + " manifest says them, and a plan for this access would take them away",
                AckManagement.PREFIX,
                "eks:");
    }

    /**
     * Reads manifests.
     *
     * @param manifests any objects, in YAML or JSON
     * @param values the values of their placeholders, and of references by {@code Cluster/namespace/name}; that of {@code region}
     *     says which of several clusters of one name is meant
     * @return the access that they describe
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if they are no objects, or have a fault
     */
    public static Carried read(String manifests, Map<String, String> values) {
        AckReader reader = new AckReader(ManifestObjects.parse(manifests, "manifest of ACK", values), values);
        reader.objects.all().forEach(reader::read);
        reader.entries.finish(reader.objects.gathering());
        return reader.objects.gathering().finish();
    }

    private void read(ManifestObject object) {
        if (object.is(ENTRY, API_VERSION)) {
            try {
                readEntry(object);
            } catch (Unanswered e) {
                objects.omit(object, e.reason());
            }
        } else {
            OtherObjects.tell(object, objects);
        }
    }

    private void readEntry(ManifestObject object) throws Unanswered {
        management.refuseWhatIsNotWished(object);
        Optional<Field> spec = Members.ofAny(object.at()).requiredField("spec");
        if (spec.isEmpty()) {
            return;
        }
        Members members = KnownFields.of(objects.known(spec.get()), FIELDS);
        Optional<String> cluster = cluster(object, members);
        Optional<Text> principal = members.required("principalARN");
        if (cluster.isEmpty() || principal.isEmpty()) {
            return;
        }
        EntryDraft draft = new EntryDraft(principal.get());
        Optional<Text> type = members.text("type").filter(text -> !text.value().isEmpty());
        draft.type(type);
        if (!(object.isFromCluster() && ComputedByEks.isForNodes(type))) {
            draft.username(ComputedByEks.chosenUsername(members, "username", principal.get()));
            draft.groups(members.texts("kubernetesGroups"));
        }
        members.textsByName("tags").forEach(tag -> draft.tag(tag.getKey(), tag.getValue()));
        WrittenPolicy.addAll(members.items("accessPolicies"), "policyARN", Optional.empty(), draft);
        toolTags.look(object.at(), members);
        entries.add(object, object.at(), cluster.get(), places.of(object), draft);
    }

    private Optional<String> cluster(ManifestObject entry, Members spec) throws Unanswered {
        Optional<Field> name = spec.field("clusterName");
        Optional<Field> reference = spec.field("clusterRef");
        if (name.isPresent() == reference.isPresent()) {
            spec.at()
                    .fault(
                            name.isPresent()
                                    ? "has both clusterName and clusterRef, which ACK refuses; leave one of them out"
                                    : "has neither clusterName nor clusterRef");
            return Optional.empty();
        }
        return reference.isEmpty() ? name.flatMap(Field::text) : referredTo(entry, reference.get());
    }

    private Optional<String> referredTo(ManifestObject entry, Field reference) throws Unanswered {
        Optional<Field> from = Members.of(reference, "from").requiredField("from");
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Members members = Members.of(from.get(), "name", "namespace");
        Optional<Text> name = members.required("name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String namespace = members.text("namespace").map(Text::value).orElse(entry.namespace());
        Optional<ManifestObject> cluster =
                objects.find(GROUP, "Cluster", namespace, name.get().value());
        Optional<Field> itsName = cluster.flatMap(object -> object.find("spec", "name"));
        if (itsName.isPresent()) {
            return objects.known(itsName.get()).text();
        }
        return Optional.of(References.given(
                ManifestObject.address("Cluster", namespace, name.get().value()), values));
    }
}
