package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.AssociatedEntries;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.ClustersOfOneName;
import io.github.accessentries.internal.iac.ComputedByEks;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.KnownFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code AccessEntry} and {@code AccessPolicyAssociation} objects of Crossplane's AWS provider; {@link CrossplaneWriter} writes
 * them. Built from the types of provider-upjet-aws, API version {@code v1beta1} of the groups {@code eks.aws.upbound.io} (objects of the
 * whole cluster) and {@code eks.aws.m.upbound.io} (objects of a namespace): {@code forProvider} is what is wished, {@code initProvider}
 * only what an object is made with.
 */
public final class CrossplaneReader {

    static final String GROUP = "eks.aws.upbound.io";
    static final String NAMESPACED_GROUP = "eks.aws.m.upbound.io";
    static final String VERSION = "/v1beta1";
    static final String ENTRY = "AccessEntry";
    static final String ASSOCIATION = "AccessPolicyAssociation";

    private static final List<String> INITIAL_FIELDS = List.of("kubernetesGroups", "tags", "type", "userName");
    private static final List<String> ENTRY_FIELDS = List.of(
            "clusterName",
            "clusterNameRef",
            "clusterNameSelector",
            "kubernetesGroups",
            "principalArn",
            "principalArnFromRoleRef",
            "principalArnFromRoleSelector",
            "tags",
            "type",
            "userName");
    /** An entry that was understood. */
    private record Entry(ManifestObject object, String cluster, Members parameters, EntryDraft draft) {}

    private final ManifestObjects objects;
    private final CrossplaneReferences references;
    private final CrossplaneManagement management;
    private final AssociatedEntries entries = new AssociatedEntries();
    private final CrossplaneSpec spec;
    private final ClustersOfOneName clusters;
    private final List<Entry> understood = new ArrayList<>();
    private final ToolTags toolTags;

    private CrossplaneReader(ManifestObjects objects, Map<String, String> values) {
        this.objects = objects;
        this.references = new CrossplaneReferences(objects, values);
        this.management = new CrossplaneManagement(objects);
        this.spec = new CrossplaneSpec(objects);
        this.clusters = new ClustersOfOneName(values);
        this.toolTags = new ToolTags(
                objects.gathering(),
                "Crossplane tags what it makes with crossplane-kind, crossplane-name and crossplane-providerconfig; this"
                        + " file does not say them, and a plan for this access would take them away; read the objects"
                        + " from the cluster, where it has noted them",
                "crossplane-");
    }

    /**
     * Reads manifests.
     *
     * @param manifests any objects, in YAML or JSON
     * @param values the values of their placeholders, and of references by {@code Cluster/name} and {@code Role/name}; that of
     *     {@code region} says which of several clusters of one name is meant
     * @return the access that they describe
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if they are no objects, or have a fault
     */
    public static Carried read(String manifests, Map<String, String> values) {
        return new CrossplaneReader(ManifestObjects.parse(manifests, "manifest of Crossplane", values), values).read();
    }

    private Carried read() {
        objects.all().stream().filter(object -> isOurs(object, ENTRY)).forEach(this::readEntry);
        Map<ManifestObject, String> principals = new HashMap<>();
        understood.forEach(entry ->
                principals.put(entry.object(), entry.draft().principal().value()));
        CrossplaneAssociations associations =
                new CrossplaneAssociations(objects, references, management, spec, clusters);
        objects.all().stream()
                .filter(object -> isOurs(object, ASSOCIATION))
                .forEach(object -> associations.read(object, principals));
        understood.forEach(this::addEntry);
        associations.finish(entries);
        objects.all().stream()
                .filter(object -> !isOurs(object, ENTRY) && !isOurs(object, ASSOCIATION))
                .forEach(object -> OtherObjects.tell(object, objects));
        entries.finish(objects.gathering());
        return objects.gathering().finish();
    }

    static boolean isOurGroup(String group) {
        return group.equals(GROUP) || group.equals(NAMESPACED_GROUP);
    }

    private static boolean isOurs(ManifestObject object, String kind) {
        return object.is(kind, GROUP + VERSION) || object.is(kind, NAMESPACED_GROUP + VERSION);
    }

    private void readEntry(ManifestObject object) {
        Optional<Field> wished = CrossplaneSpec.wished(object);
        try {
            management.refuseWhatIsNotWished(object);
            if (wished.isPresent()) {
                readEntry(object, KnownFields.of(withInitial(object, wished.get()), ENTRY_FIELDS));
            }
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
            if (!clusters.isElsewhere(spec.place(object))) {
                wished.ifPresent(field -> entries.leaveOut(
                        CrossplaneSpec.written(field, "clusterName"), CrossplaneSpec.written(field, "principalArn")));
            }
        }
    }

    private void readEntry(ManifestObject object, Members parameters) throws Unanswered {
        Asking asking = new Asking();
        Optional<Text> cluster =
                asking.ask(() -> references.cluster(object, parameters)).flatMap(name -> name);
        Optional<Text> principal =
                asking.ask(() -> references.principal(object, parameters)).flatMap(arn -> arn);
        asking.refuse();
        if (cluster.isEmpty() || principal.isEmpty()) {
            return;
        }
        EntryDraft draft = new EntryDraft(principal.get());
        Optional<Text> type =
                parameters.text("type").filter(text -> !text.value().isEmpty());
        draft.type(type);
        if (!(object.isFromCluster() && ComputedByEks.isForNodes(type))) {
            draft.username(ComputedByEks.chosenUsername(parameters, "userName", principal.get()));
            draft.groups(parameters.texts("kubernetesGroups"));
        }
        parameters.textsByName("tags").forEach(tag -> draft.tag(tag.getKey(), tag.getValue()));
        clusters.note(cluster.get().value(), spec.place(object));
        understood.add(new Entry(object, cluster.get().value(), parameters, draft));
    }

    private void addEntry(Entry entry) {
        ManifestObject object = entry.object();
        try {
            clusters.refuseOthers(entry.cluster(), spec.place(object));
            toolTags.look(object.at(), entry.parameters());
            entries.add(entry.cluster(), entry.draft(), object.at(), object.address());
            management.tellHalves(object);
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
        }
    }

    /** What an object is made with counts where nothing else is wished, but Crossplane does not keep it so. */
    private Field withInitial(ManifestObject object, Field written) throws Unanswered {
        Optional<Field> initial = object.find("spec", "initProvider");
        Asking asking = new Asking();
        Field wished = asking.ask(() -> spec.known(written)).orElse(written);
        Optional<Field> madeWith = initial.flatMap(field -> asking.ask(() -> spec.known(field)));
        asking.refuse();
        if (madeWith.isEmpty()) {
            return wished;
        }
        Members known = KnownFields.of(madeWith.get(), INITIAL_FIELDS);
        Map<String, Field> all = new LinkedHashMap<>(wished.members());
        known.fields().forEach((name, field) -> {
            if (all.putIfAbsent(name, field) == null) {
                objects.omit(object, "says " + name + " only for when it is made; Crossplane does not keep it so");
            } else if (name.equals("tags")) {
                Map<String, Field> tags = new LinkedHashMap<>(field.members());
                tags.putAll(all.get(name).members());
                all.put(name, field.withMembers(tags));
            }
        });
        return wished.withMembers(all);
    }
}
