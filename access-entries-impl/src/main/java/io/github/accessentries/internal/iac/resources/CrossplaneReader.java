package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.AssociatedEntries;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.ComputedByEks;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.iac.WrittenPolicy;
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
    private static final List<String> ASSOCIATION_FIELDS = List.of(
            "accessScope",
            "clusterName",
            "clusterNameRef",
            "clusterNameSelector",
            "policyArn",
            "principalArn",
            "principalArnRef",
            "principalArnSelector");

    /** An entry that was understood. */
    private record Entry(String cluster, String principal) {}

    private final ManifestObjects objects;
    private final CrossplaneReferences references;
    private final CrossplaneManagement management;
    private final AssociatedEntries entries = new AssociatedEntries();
    private final Map<ManifestObject, Entry> understood = new HashMap<>();
    private final ToolTags toolTags;

    private CrossplaneReader(ManifestObjects objects, Map<String, String> values) {
        this.objects = objects;
        this.references = new CrossplaneReferences(objects, values);
        this.management = new CrossplaneManagement(objects);
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
     * @param values the values of their placeholders, and of references by {@code Cluster/name} and {@code Role/name}
     * @return the access that they describe
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if they are no objects, or have a fault
     */
    public static Carried read(String manifests, Map<String, String> values) {
        return new CrossplaneReader(ManifestObjects.parse(manifests, "manifest of Crossplane", values), values).read();
    }

    private Carried read() {
        objects.all().stream().filter(object -> isOurs(object, ENTRY)).forEach(this::readEntry);
        objects.all().stream().filter(object -> isOurs(object, ASSOCIATION)).forEach(this::readAssociation);
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
        Optional<Field> wished = wished(object);
        try {
            management.refuseWhatIsNotWished(object);
            if (wished.isPresent()) {
                readEntry(object, KnownFields.of(withInitial(object, wished.get()), ENTRY_FIELDS));
                management.tellHalves(object);
            }
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
            wished.ifPresent(field -> entries.leaveOut(written(field, "clusterName"), written(field, "principalArn")));
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
        toolTags.look(object.at(), parameters);
        understood.put(object, new Entry(cluster.get().value(), principal.get().value()));
        entries.add(cluster.get().value(), draft, object.at(), object.address());
    }

    /** What is wished, or what stands in place of it and is filled in. */
    private static Optional<Field> wished(ManifestObject object) {
        return Members.ofAny(object.at())
                .requiredField("spec")
                .flatMap(spec ->
                        spec.isText() ? Optional.of(spec) : Members.ofAny(spec).requiredField("forProvider"));
    }

    /** What an object is made with counts where nothing else is wished, but Crossplane does not keep it so. */
    private Field withInitial(ManifestObject object, Field written) throws Unanswered {
        Optional<Field> initial = object.find("spec", "initProvider");
        Asking asking = new Asking();
        Field wished = asking.ask(() -> known(written)).orElse(written);
        Optional<Field> madeWith = initial.flatMap(field -> asking.ask(() -> known(field)));
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

    private Field known(Field parameters) throws Unanswered {
        return known(parameters, "region");
    }

    /** What a section says once all is filled in, be it the section as a whole; some of its members are of no concern. */
    private Field known(Field section, String... without) throws Unanswered {
        return objects.known(section.isText() ? section : KnownFields.without(section, without));
    }

    private void readAssociation(ManifestObject object) {
        if (object.isBeingDeleted()) {
            objects.omit(object, "is being deleted");
        } else {
            wished(object).ifPresent(wished -> associate(object, wished));
        }
    }

    /** What of it is known says whose policy it is; what is not known is not known of all of these. */
    private void associate(ManifestObject object, Field wished) {
        Optional<Entry> entry;
        try {
            Members parameters = Members.ofAny(known(wished, "region", "policyArn", "accessScope"));
            entry = entryOf(object, parameters);
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
            if (!isOfEntryLeftBehind(written(wished, "clusterName"), written(wished, "principalArn"))) {
                entries.doubt(
                        literal(wished, "clusterName"),
                        literal(wished, "principalArn"),
                        object.address() + " " + e.reason());
            }
            return;
        }
        if (entry.isEmpty()) {
            objects.omit(object, "belongs to an entry that is not in this file, or is left out");
            return;
        }
        try {
            management.refuseWhatIsNotWished(object);
            Members parameters = KnownFields.of(known(wished), ASSOCIATION_FIELDS);
            Optional<WrittenPolicy> policy = WrittenPolicy.of(withoutList(parameters), "policyArn", Optional.empty());
            policy.ifPresent(written ->
                    entries.associate(entry.get().cluster(), entry.get().principal(), written::addTo));
            management.tellHalves(object);
        } catch (Unanswered e) {
            objects.omit(object, e.reason());
            entries.doubt(entry.map(Entry::cluster), entry.map(Entry::principal), object.address() + " " + e.reason());
        }
    }

    /** Whether an entry that is left out says the same; where nothing is said, nothing is the same. */
    private boolean isOfEntryLeftBehind(String cluster, String principal) {
        return !cluster.isEmpty() && !principal.isEmpty() && entries.isLeftBehind(cluster, principal);
    }

    private Optional<Entry> entryOf(ManifestObject association, Members parameters) throws Unanswered {
        Optional<Text> principal = parameters.text("principalArn");
        if (parameters.field("principalArn").isEmpty()) {
            return references.entry(association, parameters).map(understood::get);
        }
        Optional<Text> cluster = references.cluster(association, parameters);
        return cluster.flatMap(name -> principal.map(arn -> new Entry(name.value(), arn.value())))
                .filter(understood::containsValue);
    }

    /** A field, or what refers to it, as it is written. */
    private static String written(Field wished, String name) {
        return ManifestObject.find(wished, name)
                .or(() -> ManifestObject.find(wished, name + "Ref", "name"))
                .filter(Field::isText)
                .flatMap(Field::text)
                .orElse("");
    }

    private Optional<String> literal(Field wished, String name) {
        try {
            Optional<Field> field = wished.member(name).filter(Field::isText);
            return field.isEmpty()
                    ? Optional.empty()
                    : objects.known(field.get()).text();
        } catch (Unanswered e) {
            return Optional.empty();
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
