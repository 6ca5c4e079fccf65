package io.github.accessentries.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesDocuments;
import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads RBAC objects out of YAML, JSON or a cluster, as Kubernetes reads them, and notes what is wrong with its place. */
final class RbacReader {

    /** A list may lie in a document, and a list as kubectl prints it in that. */
    private static final int MAX_DEPTH = 4;

    private static final ApiKind UNKNOWN = new ApiKind("", "");

    private final Map<ObjectKey, RbacRole> roles = new LinkedHashMap<>();
    private final Map<ObjectKey, RbacBinding> bindings = new LinkedHashMap<>();
    private final Set<String> namespaces = new LinkedHashSet<>();
    /** Objects that are there, but what they say is not known. */
    private final Set<ObjectKey> unread = new HashSet<>();

    /** Roles whose rules are those of others, which only a cluster fills in. */
    private final Set<ObjectKey> toBeFilled = new LinkedHashSet<>();

    private final InputFaults faults = new InputFaults();
    private final RbacDecoder decoder = new RbacDecoder(faults);

    /** A text may hold only a part of what a cluster has, so a role that it lacks may be there all the same. */
    RbacObjects read(String text) {
        return read(List.of(new TextFile("", text)));
    }

    /** The same of several texts together, which name their places if they have names themselves. */
    RbacObjects read(List<TextFile> texts) {
        int readable = 0;
        int unreadable = 0;
        for (TextFile text : texts) {
            if (text.text().length() > DocumentLimits.RBAC_OBJECTS.maxCharacters()) {
                throw notReadable(
                        "they are longer than " + DocumentLimits.RBAC_OBJECTS.maxCharacters() + " characters");
            }
            String name = text.name().isEmpty() ? "" : PlainText.of(text.name()) + ", ";
            KubernetesDocuments documents =
                    KubernetesDocuments.read(text.text(), DocumentLimits.RBAC_OBJECTS, name, faults::add);
            documents.readable().forEach(document -> readAll(document.json(), UNKNOWN, document.place(), 0));
            readable += documents.readable().size();
            unreadable += documents.unreadable();
        }
        if (unreadable > 0 && readable == 0) {
            throw notReadable(faults.told().get(0));
        }
        toBeFilled.forEach(
                key -> faults.add(key + ": has no rules but those of the roles that its aggregationRule selects, which"
                        + " the cluster fills in; what it grants is not known"));
        checkRoles((key, role) -> faults.add(MissingRoles.fault(key, role)));
        return objects(false);
    }

    private static IllegalArgumentException notReadable(String why) {
        return new IllegalArgumentException("The RBAC objects are neither YAML nor JSON: " + why
                + "; give them as kubectl prints them with -o yaml or -o json");
    }

    /** The objects of a cluster, whose API leaves the kind away in lists. What is not in the lists is not there. */
    RbacObjects read(KubernetesObjects cluster) {
        for (RbacObjects.ApiList list : RbacObjects.API_LISTS) {
            int number = 0;
            for (JsonObject item : cluster.list(list.kind(), list.path())) {
                number++;
                readOne(item, new ApiKind("", list.kind()), list.path() + ", item " + number, true);
            }
        }
        checkRoles((key, role) ->
                faults.addIdle(key + " refers to " + role + ", which does not exist; it grants nothing"));
        return objects(true);
    }

    private RbacObjects objects(boolean whole) {
        return RbacObjects.builder()
                .roles(List.copyOf(roles.values()))
                .bindings(List.copyOf(bindings.values()))
                .namespaces(List.copyOf(namespaces))
                .whole(whole)
                .faults(faults.told())
                .withoutEffect(faults.idle())
                .build();
    }

    private void readAll(JsonElement node, ApiKind inList, String place, int depth) {
        if (depth > MAX_DEPTH) {
            faults.add(place + ": lists are nested too deeply; not read");
        } else if (node instanceof JsonArray array) {
            readItems(array, inList, place, depth);
        } else if (node instanceof JsonObject object) {
            readListOrOne(object, inList, place, depth);
        } else if (!node.isJsonNull()) {
            faults.add(place + ": is not an object");
        }
    }

    private void readItems(JsonArray items, ApiKind inList, String place, int depth) {
        for (int i = 0; i < items.size(); i++) {
            readAll(items.get(i), inList, place + ", item " + (i + 1), depth + 1);
        }
    }

    private void readListOrOne(JsonObject json, ApiKind inList, String place, int depth) {
        WireObject object = new WireObject(json);
        try {
            ApiKind kind = ApiKind.of(object, inList);
            if (kind.isList(object)) {
                if (kind.isRbac() || kind.isNamespace()) {
                    faults.add(place + ": " + kind
                            + " has items, so kubectl takes it for a list; what else it says is not read");
                }
                readItems(object.list("items"), kind.ofItems(), place, depth);
                checkWhole(object, place);
            } else {
                readOne(json, inList, place, false);
            }
        } catch (Undecodable e) {
            faults.add(place + ": " + e.getMessage());
        }
    }

    /** Of a list that came in parts, a text may hold only the first. */
    private void checkWhole(WireObject list, String place) throws Undecodable {
        WireObject metadata = list.object("metadata");
        JsonElement more = metadata.json().get("remainingItemCount");
        boolean isCounted =
                more instanceof JsonPrimitive count && !count.getAsString().equals("0");
        if (isCounted || !metadata.text("continue").isEmpty()) {
            faults.add(place + ": the list goes on, and " + (isCounted ? PlainText.of(more.getAsString()) + " " : "")
                    + "more are not in this text; read it whole");
        }
    }

    /** In a list of a cluster, an object is of the kind that was asked for, whatever else it says. */
    private void readOne(JsonObject json, ApiKind inList, String place, boolean ofCluster) {
        WireObject object = new WireObject(json);
        try {
            ApiKind kind = ofCluster ? inList : ApiKind.of(object, inList);
            if (kind.isRbac()) {
                readRbac(object, kind, place);
            } else if (kind.isNamespace()) {
                namespaces.add(nameOf(object, kind));
            } else if (kind.kind().isEmpty()) {
                faults.add(place + ": has no kind, so it is not known what it is");
            } else {
                faults.addIdle(place + ": " + kind + " is not an RBAC object; ignored");
            }
        } catch (Undecodable e) {
            faults.add(place + ": " + e.getMessage());
        }
    }

    private static String nameOf(WireObject object, ApiKind kind) throws Undecodable {
        String name = object.object("metadata").text("name");
        if (name.isEmpty()) {
            throw new Undecodable(kind.kind() + " has no name");
        }
        return name;
    }

    private void readRbac(WireObject object, ApiKind kind, String place) throws Undecodable {
        String name = nameOf(object, kind);
        String namespace = object.object("metadata").text("namespace");
        if (kind.isOfNamespace() && namespace.isEmpty()) {
            faults.add(place + ": " + kind.kind() + " " + PlainText.of(name)
                    + " has no namespace; name it, since it is not known where it holds");
            return;
        }
        ObjectKey key = new ObjectKey(kind.kind(), kind.isOfNamespace() ? namespace : null, name);
        if (roles.containsKey(key) || bindings.containsKey(key) || unread.contains(key)) {
            faults.add(key + " occurs twice; the last one counts");
        }
        try {
            add(key, object);
            unread.remove(key);
        } catch (Undecodable e) {
            roles.remove(key);
            bindings.remove(key);
            unread.add(key);
            faults.add(key + ": " + e.getMessage());
        }
    }

    private void add(ObjectKey key, WireObject object) throws Undecodable {
        if (key.kind().equals(RbacBinding.CLUSTER_ROLE) || key.kind().equals(RbacBinding.ROLE)) {
            RbacRole role = decoder.role(key, object);
            roles.put(key, role);
            if (RbacDecoder.isToBeFilled(role, object)) {
                toBeFilled.add(key);
            } else {
                toBeFilled.remove(key);
            }
        } else {
            bindings.put(key, decoder.binding(key, object));
        }
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
