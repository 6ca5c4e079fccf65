package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import io.github.accessentries.internal.iac.WrittenPolicy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the entries of {@code AWSManagedControlPlane} objects, of Cluster API's provider for AWS (CAPA). Built from the types, the
 * webhook and the controller of its API {@code controlplane.cluster.x-k8s.io/v1beta2}, as of the first version with {@code
 * spec.accessEntries}: a cluster without a name gets one of namespace and name of the object; types are in lower case; entries are
 * refused without an authentication mode that has them; and each gets the additional tags of the cluster and a tag by which the
 * controller knows it again.
 */
public final class ClusterApiReader {

    private static final String GROUP = "controlplane.cluster.x-k8s.io";
    private static final String CLUSTERS = "cluster.x-k8s.io";
    private static final String CONTROL_PLANE = "AWSManagedControlPlane";
    private static final Set<String> MODES_WITH_ENTRIES = Set.of("api", "api_and_config_map");

    /** Longer ones are replaced by a hash. */
    private static final int LONGEST_NAME = 100;

    private static final List<String> ENTRY_FIELDS =
            List.of("principalARN", "type", "kubernetesGroups", "username", "accessPolicies");

    private final ManifestObjects objects;
    private final PlacedEntries placed;

    /** The names of the clusters of Cluster API, by the addresses of their control planes. */
    private final Map<String, String> owners = new HashMap<>();

    private ClusterApiReader(ManifestObjects objects, Map<String, String> values) {
        this.objects = objects;
        this.placed = new PlacedEntries(values);
        objects.all().stream().filter(ClusterApiReader::isOwner).forEach(cluster -> {
            String controlPlane = cluster.text("spec", "controlPlaneRef", "name");
            owners.putIfAbsent(
                    ManifestObject.address(CONTROL_PLANE, cluster.namespace(), controlPlane), cluster.name());
        });
    }

    private static boolean isOwner(ManifestObject object) {
        return object.kind().equals("Cluster")
                && object.group().equals(CLUSTERS)
                && !object.name().isEmpty()
                && object.text("spec", "controlPlaneRef", "kind").equals(CONTROL_PLANE);
    }

    /**
     * Reads manifests.
     *
     * @param manifests any objects, in YAML or JSON
     * @param values the values of their placeholders; that of {@code region} says which of several clusters of one name is meant
     * @return the access that they describe
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if they are no objects, or have a fault
     */
    public static Carried read(String manifests, Map<String, String> values) {
        ClusterApiReader reader =
                new ClusterApiReader(ManifestObjects.parse(manifests, "manifest of Cluster API", values), values);
        reader.objects.all().forEach(reader::read);
        reader.placed.finish(reader.objects.gathering());
        return reader.objects.gathering().finish();
    }

    private void read(ManifestObject object) {
        if (object.is(CONTROL_PLANE, GROUP + "/v1beta2")) {
            tellOtherAccess(object);
            object.find("spec", "accessEntries").ifPresent(entries -> readEntries(object, entries));
        } else if (object.kind().equals(CONTROL_PLANE + "Template")) {
            objects.omit(object, "is a template; read the control planes that are made of it");
        } else if (object.kind().equals("Cluster")
                && object.group().equals(CLUSTERS)
                && object.find("spec", "topology").isPresent()) {
            objects.omit(object, "is of a class, and what comes of that only its controller knows; read what it makes");
        } else {
            OtherObjects.tell(object, objects);
        }
    }

    private void tellOtherAccess(ManifestObject object) {
        Optional<Field> authenticator = object.find("spec", "iamAuthenticatorConfig");
        authenticator.filter(Field::isText).ifPresent(config -> tellMappings(object, config));
        for (String mappings : List.of("mapRoles", "mapUsers")) {
            authenticator
                    .flatMap(config -> ManifestObject.find(config, mappings))
                    .filter(list -> !list.isList() || !list.items().isEmpty())
                    .ifPresent(list -> tellMappings(object, list));
        }
        object.find("spec", "oidcIdentityProviderConfig")
                .filter(config -> !config.isMapping() || !config.members().isEmpty())
                .ifPresent(config ->
                        objects.gathering().omit(config, object.address() + ": " + BesideEntries.OPENID_CONNECT));
        ManifestCluster.tellControlPlane(object, objects);
    }

    private void tellMappings(ManifestObject object, Field mappings) {
        objects.gathering().omit(mappings, object.address() + ": " + BesideEntries.AWS_AUTH);
    }

    private void readEntries(ManifestObject object, Field entries) {
        if (object.isBeingDeleted()) {
            objects.omit(object, "is being deleted");
            return;
        }
        try {
            Field list = entries.isText() ? objects.known(entries) : entries;
            List<Field> items = list.items();
            if (items.isEmpty()) {
                return;
            }
            Asking asking = new Asking();
            asking.ask(() -> refuseOtherModes(object, entries));
            String cluster = asking.ask(() -> cluster(object)).orElse("");
            Map<String, Text> tags = asking.ask(() -> tags(object)).orElse(Map.of());
            if (asking.isMissingSomething()) {
                asking.ask(() -> objects.known(entries));
                asking.refuse();
            }
            items.forEach(item -> readEntry(object, item, cluster, tags));
        } catch (Unanswered e) {
            objects.gathering().omit(entries, object.address() + " " + e.reason());
        }
    }

    private String refuseOtherModes(ManifestObject object, Field entries) throws Unanswered {
        String said = objects.known(object, "spec", "accessConfig", "authenticationMode")
                .flatMap(Field::text)
                .orElse("");
        if (!MODES_WITH_ENTRIES.contains(said)) {
            entries.fault(
                    "CAPA refuses entries unless spec.accessConfig.authenticationMode is api or api_and_config_map");
        }
        return said;
    }

    private String cluster(ManifestObject object) throws Unanswered {
        String name = objects.known(object, "spec", "eksClusterName")
                .flatMap(Field::text)
                .orElse("");
        if (!name.isEmpty()) {
            return name;
        }
        String made = object.namespace() + "_" + object.name().replace('.', '_');
        if (object.namespace().isEmpty()
                || !object.hasKnownNamespace()
                || object.name().isEmpty()
                || made.length() >= LONGEST_NAME) {
            throw new Unanswered("does not say the name of its cluster, and CAPA makes one of its namespace and name,"
                    + " hashed if that is too long; add spec.eksClusterName");
        }
        return made;
    }

    /** Its identity leads to an account; CAPA fills in that of its controller where none is said. */
    private PlaceOfCluster placeOf(ManifestObject object) {
        String name = objects.written(object, "spec", "identityRef", "name");
        String kind = objects.written(object, "spec", "identityRef", "kind");
        return objects.place(
                objects.said(object, "spec", "region"),
                name.isEmpty() ? "AWSClusterControllerIdentity/default" : ManifestObject.address(kind, "", name));
    }

    /** The tags that CAPA gives to each entry. */
    private Map<String, Text> tags(ManifestObject object) throws Unanswered {
        Map<String, Text> tags = new LinkedHashMap<>();
        objects.known(object, "spec", "additionalTags")
                .map(Field::members)
                .orElse(Map.of())
                .forEach((key, value) -> value.text().ifPresent(text -> tags.put(key, new Text(text, value))));
        Optional<String> owner = owner(object);
        if (owner.isPresent()) {
            tags.put("kubernetes.io/cluster/" + owner.get(), new Text("owned", object.at()));
        } else {
            objects.omit(
                    object,
                    "does not say whose control plane it is; CAPA tags each entry with kubernetes.io/cluster/ and that"
                            + " name, and a plan for this access would take the tag away; add the label "
                            + CLUSTERS + "/cluster-name");
        }
        return tags;
    }

    /** The cluster of Cluster API that the control plane belongs to. */
    private Optional<String> owner(ManifestObject object) throws Unanswered {
        Optional<Field> label = objects.known(object, "metadata", "labels", CLUSTERS + "/cluster-name");
        if (label.isPresent()) {
            return label.get().text();
        }
        Optional<String> reference = object.find("metadata", "ownerReferences").filter(Field::isList).stream()
                .flatMap(owners -> owners.items().stream())
                .filter(owner -> owner.member("kind")
                        .flatMap(Field::text)
                        .filter("Cluster"::equals)
                        .isPresent())
                .flatMap(owner -> owner.member("name").flatMap(Field::text).stream())
                .findFirst();
        return reference.isPresent()
                ? reference
                : Optional.ofNullable(
                        owners.get(ManifestObject.address(CONTROL_PLANE, object.namespace(), object.name())));
    }

    private void readEntry(ManifestObject object, Field entry, String cluster, Map<String, Text> tags) {
        try {
            Members members = KnownFields.of(objects.known(entry), ENTRY_FIELDS);
            Optional<Text> principal = members.required("principalARN");
            if (principal.isPresent()) {
                EntryDraft draft = new EntryDraft(principal.get());
                draft.type(members.text("type")
                        .filter(type -> !type.value().isEmpty())
                        .map(type -> new Text(type.value().toUpperCase(Locale.ROOT), type.at())));
                draft.username(
                        members.text("username").filter(name -> !name.value().isEmpty()));
                draft.groups(members.texts("kubernetesGroups"));
                WrittenPolicy.addAll(members.items("accessPolicies"), "policyARN", Optional.of("cluster"), draft);
                tags.forEach(draft::tag);
                placed.add(object, entry, cluster, placeOf(object), draft);
            }
        } catch (Unanswered e) {
            objects.gathering().omit(entry, object.address() + " " + e.reason());
        }
    }
}
