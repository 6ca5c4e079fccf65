package io.github.accessentries.rbac;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.internal.document.Unrendered;
import io.github.accessentries.internal.filed.FiledObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a reading has found so far: one object of each name, and what is wrong with it. */
final class FoundObjects {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** What only an API server writes. Tools leave one or the other out. */
    private static final List<String> STORED = List.of("uid", "resourceVersion", "creationTimestamp");

    private final Map<ObjectKey, RbacRole> roles = new LinkedHashMap<>();
    private final Map<ObjectKey, RbacBinding> bindings = new LinkedHashMap<>();
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final Set<String> terminating = new LinkedHashSet<>();
    /** Objects that are there, but what they say is not known. */
    private final Set<ObjectKey> unread = new HashSet<>();

    /** What texts say of each, since one object may be printed twice. */
    private final Map<ObjectKey, JsonObject> contents = new HashMap<>();

    private final AggregatedRoles aggregated = new AggregatedRoles();
    private final InputFaults faults;
    private final RbacDecoder decoder;
    private final boolean ofCluster;

    private FoundObjects(InputFaults faults, boolean ofCluster) {
        this.faults = faults;
        this.decoder = new RbacDecoder(faults);
        this.ofCluster = ofCluster;
    }

    /** Objects of texts, as somebody wrote them or a cluster had them. */
    static FoundObjects inTexts(InputFaults faults) {
        return new FoundObjects(faults, false);
    }

    /** Objects that a cluster has now, as it has them. */
    static FoundObjects onCluster(InputFaults faults) {
        return new FoundObjects(faults, true);
    }

    static boolean isNamespaceName(String name) {
        return NAMESPACE.matcher(name).matches();
    }

    void addNamespace(WireObject object, ApiKind kind) throws Undecodable {
        String name = nameOf(object, kind);
        checkFilledIn(object, kind.kind() + " " + PlainText.of(name));
        namespaces.add(name);
        if (!object.object("metadata").text("deletionTimestamp").isEmpty()) {
            terminating.add(name);
        }
    }

    /**
     * Adds an object of RBAC.
     *
     * @param defaultNamespace where it is if it does not say it, empty if that is not known
     * @throws Undecodable if it cannot be read or it is not known where it holds
     */
    void add(WireObject object, ApiKind kind, String defaultNamespace, String place) throws Undecodable {
        String name = nameOf(object, kind);
        String called = kind.kind() + " " + PlainText.of(name);
        checkFilledIn(object, called);
        String written = object.object("metadata").text("namespace");
        String namespace = kind.isOfNamespace() && written.isEmpty() ? defaultNamespace : written;
        if (kind.isOfNamespace() && namespace.isEmpty()) {
            throw new Undecodable(
                    called + " has no namespace, and it is not known where it holds; name it there, or give the"
                            + " namespace into which all is installed: RbacObjects.reader().namespace(\"…\")");
        }
        ObjectKey key = new ObjectKey(kind.kind(), kind.isOfNamespace() ? namespace : null, name);
        JsonObject content = ofCluster ? null : FiledObjects.content(object.json());
        JsonObject before = content == null ? null : contents.put(key, content);
        if (before != null && !before.equals(content)) {
            faults.add(key + " occurs twice; the last one counts, which is in " + place);
        }
        try {
            decode(key, object);
            unread.remove(key);
        } catch (Undecodable e) {
            roles.remove(key);
            bindings.remove(key);
            aggregated.remove(key);
            unread.add(key);
            throw new Undecodable(key + ": " + e.getMessage());
        }
    }

    private static String nameOf(WireObject object, ApiKind kind) throws Undecodable {
        WireObject metadata = object.object("metadata");
        String name = metadata.text("name");
        if (!name.isEmpty()) {
            return name;
        }
        throw new Undecodable(kind.kind() + " has no name"
                + (metadata.has("generateName")
                        ? " but what a cluster makes of its generateName, which is not known before; name it"
                        : ""));
    }

    /** What a cluster has stored means what it says. */
    private void checkFilledIn(WireObject object, String called) throws Undecodable {
        Optional<String> placeholder = isStored(object) ? Optional.empty() : Unrendered.in(object.json());
        if (placeholder.isPresent()) {
            throw new Undecodable(called + " has the placeholder " + placeholder.get() + Unrendered.REMEDY);
        }
    }

    private boolean isStored(WireObject object) throws Undecodable {
        WireObject metadata = object.object("metadata");
        return ofCluster || STORED.stream().anyMatch(metadata::has);
    }

    private void decode(ObjectKey key, WireObject object) throws Undecodable {
        boolean isStored = isStored(object);
        Optional<String> hook = isStored ? Optional.empty() : InstallHooks.note(object);
        if (key.kind().equals(RbacBinding.CLUSTER_ROLE) || key.kind().equals(RbacBinding.ROLE)) {
            RbacRole role = decoder.role(key, object);
            if (!ofCluster && key.kind().equals(RbacBinding.CLUSTER_ROLE)) {
                aggregated.put(key, aggregation(object, isStored));
            }
            roles.put(key, role);
        } else {
            bindings.put(key, decoder.binding(key, object));
        }
        hook.ifPresent(note -> faults.add(key + " " + note));
    }

    private static AggregatedRoles.Aggregation aggregation(WireObject role, boolean isStored) throws Undecodable {
        List<LabelSelector> selectors = new ArrayList<>();
        for (WireObject selector : role.object("aggregationRule").objects("clusterRoleSelectors", "selector")) {
            selectors.add(LabelSelector.of(selector));
        }
        return new AggregatedRoles.Aggregation(
                role.object("metadata").object("labels").members(), selectors, role.has("aggregationRule"), isStored);
    }

    /** What was found of one object. */
    DecodedObject decoded() {
        return new DecodedObject(
                List.copyOf(roles.values()),
                List.copyOf(bindings.values()),
                List.copyOf(namespaces),
                List.copyOf(terminating),
                List.copyOf(unread),
                faults.told(),
                faults.idle());
    }

    /** Adds what was found of another object of the cluster. */
    void add(DecodedObject object) {
        for (RbacRole role : object.roles()) {
            String kind = role.namespace() == null ? RbacBinding.CLUSTER_ROLE : RbacBinding.ROLE;
            roles.put(new ObjectKey(kind, role.namespace(), role.name()), role);
        }
        for (RbacBinding binding : object.bindings()) {
            String kind = binding.namespace() == null ? ApiKind.CLUSTER_ROLE_BINDING : ApiKind.ROLE_BINDING;
            bindings.put(new ObjectKey(kind, binding.namespace(), binding.name()), binding);
        }
        namespaces.addAll(object.namespaces());
        terminating.addAll(object.terminating());
        unread.addAll(object.unread());
        object.faults().forEach(faults::add);
        object.idle().forEach(faults::addIdle);
    }

    /** All objects of a cluster, of which roles that are not among them may be there all the same. */
    RbacObjects partly() {
        return withMissingRoles().allBindings(true).build();
    }

    /** All objects of a cluster: what is not among them is not there. */
    RbacObjects whole() {
        checkRoles((binding, role) ->
                faults.addIdle(binding + " refers to " + role + ", which does not exist; it grants nothing"));
        return objects().whole(true).build();
    }

    /** Texts may hold only a part of what a cluster has: then a role that they lack may be there all the same. */
    RbacObjects ofTexts(boolean areAll) {
        aggregated.fill(roles, areAll, faults);
        return areAll ? whole() : withMissingRoles().build();
    }

    private RbacObjects.Builder withMissingRoles() {
        checkRoles((binding, role) -> faults.add(MissingRoles.fault(binding, role)));
        return objects();
    }

    private RbacObjects.Builder objects() {
        RbacObjects.Builder objects = RbacObjects.builder();
        objects.roles(List.copyOf(roles.values()))
                .bindings(List.copyOf(bindings.values()))
                .namespaces(List.copyOf(namespaces))
                .terminatingNamespaces(List.copyOf(terminating))
                .faults(faults.told())
                .withoutEffect(faults.idle());
        return objects;
    }

    private interface Dangling {
        void note(ObjectKey binding, ObjectKey role);
    }

    private void checkRoles(Dangling dangling) {
        bindings.forEach((key, binding) -> {
            ObjectKey role = decoder.roleOf(key, binding);
            if (role != null && !roles.containsKey(role) && !unread.contains(role)) {
                dangling.note(key, role);
            }
        });
    }
}
