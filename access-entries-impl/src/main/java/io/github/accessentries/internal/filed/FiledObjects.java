package io.github.accessentries.internal.filed;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesDocuments;
import io.github.accessentries.internal.document.ToldFaults;
import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.files.TextFiles;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a cluster, collected from documents as kubectl prints them. What is not among them may be on the cluster all the
 * same, unless a list of its kind is there, whether the API server calls it by its kind ({@code RoleList}) or kubectl does not
 * ({@code List}), and it has what each cluster has of that kind, so that it is neither of one namespace alone nor a page nor what most
 * selectors left. Not thread-safe while it is filled.
 */
public final class FiledObjects {

    /** A list may lie in a document, and a list as kubectl prints it in that. */
    private static final int MAX_DEPTH = 4;

    private static final String LIST = "List";

    /** What tells an object from others, and where it was read first. */
    record Filed(FiledKind kind, String namespace, String name, JsonObject json, String place) {}

    private final Map<List<String>, Filed> objects = new LinkedHashMap<>();
    private final Map<FiledKind, Set<List<String>>> lists = new EnumMap<>(FiledKind.class);
    /** Why the lists of a kind, although there, are not those of the cluster. */
    private final Map<FiledKind, String> gaps = new EnumMap<>(FiledKind.class);

    /** Why the lists of a kind are not known to be those of the cluster: something is missing in them that each cluster has. */
    private final Map<FiledKind, String> partial = new EnumMap<>(FiledKind.class);
    /** Of which some objects are told in two ways. */
    private final Set<FiledKind> contested = EnumSet.noneOf(FiledKind.class);

    private final ToldFaults faults = new ToldFaults(more -> "and " + more + " more");

    /** Starts without any. */
    public FiledObjects() {}

    /**
     * The objects of files.
     *
     * @param files as they were read
     * @return their objects; what could not be read is among the faults
     */
    public static FiledObjects of(TextFiles files) {
        FiledObjects objects = of(files.files());
        files.leftOut().stream()
                .filter(TextFiles.LeftOutFile::wanted)
                .forEach(file -> objects.faults.add(file.toString()));
        return objects;
    }

    /**
     * The objects of texts.
     *
     * @param texts by their names
     * @return their objects; what could not be read is among the faults
     */
    public static FiledObjects of(List<TextFile> texts) {
        FiledObjects objects = new FiledObjects();
        for (TextFile text : texts) {
            KubernetesDocuments.read(text.text(), DocumentLimits.RBAC_OBJECTS, text.prefix(), objects.faults::add)
                    .readable()
                    .forEach(document -> objects.add(document.place(), document.json()));
        }
        return objects;
    }

    /**
     * Whether a document is an object or a list of Kubernetes.
     *
     * @param json a document
     * @return {@code true} if it says its kind, or has items
     */
    public static boolean isOne(JsonObject json) {
        return json.get("kind") instanceof JsonPrimitive || json.get("items") instanceof JsonArray;
    }

    /**
     * Adds a document.
     *
     * @param place where it stands, for messages
     * @param json an object, or a list of them; anything else is a fault
     */
    public void add(String place, JsonElement json) {
        add(place, json, null, new HashSet<>(), 0);
    }

    private void add(String place, JsonElement json, @Nullable FiledKind inList, Set<List<String>> keys, int depth) {
        if (json.isJsonNull()) {
            return;
        }
        if (depth > MAX_DEPTH || !(json instanceof JsonObject || json instanceof JsonArray)) {
            faults.add(place + (depth > MAX_DEPTH ? ": lists are nested too deeply; not read" : ": is not an object"));
        } else if (json instanceof JsonArray array) {
            addItems(place, array, inList, keys, depth);
        } else if (json instanceof JsonObject object) {
            if (object.get("items") instanceof JsonArray items) {
                addList(place, object, items, depth);
            } else if (isListOfNothing(object)) {
                addList(place, object, new JsonArray(), depth);
            } else {
                addOne(place, object, inList, keys);
            }
        }
    }

    /** Programs in Go write a list without items so. */
    private static boolean isListOfNothing(JsonObject object) {
        JsonElement items = object.get("items");
        return items != null && items.isJsonNull() && text(object, "kind").endsWith(LIST);
    }

    private void addItems(
            String place, JsonArray items, @Nullable FiledKind inList, Set<List<String>> keys, int depth) {
        for (int i = 0; i < items.size(); i++) {
            add(place + ", item " + (i + 1), items.get(i), inList, keys, depth + 1);
        }
    }

    private void addList(String place, JsonObject list, JsonArray items, int depth) {
        String kind = text(list, "kind");
        Optional<FiledKind> ofItems = kind.endsWith(LIST) && !kind.equals(LIST)
                ? FiledKind.of(text(list, "apiVersion"), kind.substring(0, kind.length() - LIST.length()))
                : Optional.empty();
        Set<List<String>> keys = new HashSet<>();
        addItems(place, items, ofItems.orElse(null), keys, depth);
        Map<FiledKind, Set<List<String>>> byKind = new EnumMap<>(FiledKind.class);
        ofItems.ifPresent(each -> byKind.put(each, new HashSet<>()));
        for (List<String> key : keys) {
            byKind.computeIfAbsent(FiledKind.valueOf(key.get(0)), each -> new HashSet<>())
                    .add(key);
        }
        boolean goesOn = goesOn(list);
        byKind.forEach((each, listed) -> {
            if (goesOn) {
                gaps.put(each, place + " goes on in another list");
            } else {
                each.lackOf(listed)
                        .ifPresentOrElse(
                                lack -> partial.putIfAbsent(
                                        each,
                                        place + " may be a part of those that the cluster has, since it lacks " + lack
                                                + ", which each cluster has"),
                                () -> addWhole(place, each, listed));
            }
        });
    }

    private void addWhole(String place, FiledKind kind, Set<List<String>> listed) {
        Set<List<String>> before = lists.putIfAbsent(kind, listed);
        // Of the ConfigMaps, two may have been asked for by name, and then all.
        if (kind != FiledKind.CONFIG_MAPS && before != null && !before.equals(listed)) {
            gaps.put(
                    kind,
                    place + " has other objects than a list of the same kind before it, so they are of two moments");
        }
    }

    private void addOne(String place, JsonObject object, @Nullable FiledKind inList, Set<List<String>> keys) {
        String kind = text(object, "kind");
        Optional<FiledKind> own =
                kind.isEmpty() ? Optional.ofNullable(inList) : FiledKind.of(text(object, "apiVersion"), kind);
        if (own.isEmpty()) {
            return;
        }
        JsonObject metadata = object.get("metadata") instanceof JsonObject members ? members : new JsonObject();
        String name = text(metadata, "name");
        String namespace = own.get().isOfNamespace() ? text(metadata, "namespace") : "";
        if (name.isEmpty() || (own.get().isOfNamespace() && namespace.isEmpty())) {
            gaps.put(own.get(), place + " is an object without a name or namespace");
            return;
        }
        List<String> key = List.of(own.get().name(), namespace, name);
        keys.add(key);
        Filed filed = new Filed(own.get(), namespace, name, object, place);
        Filed before = objects.putIfAbsent(key, filed);
        if (before != null && !content(before.json()).equals(content(object))) {
            contested.add(own.get());
            gaps.put(
                    own.get(),
                    place + " says something else of " + PlainText.of(name) + " than " + before.place()
                            + ", so they are of two moments");
        }
    }

    /** What an object says, without what a server changes in it without anybody's doing, and without what a list may say of it. */
    public static JsonObject content(JsonObject object) {
        JsonObject content = object.deepCopy();
        content.remove("kind");
        content.remove("apiVersion");
        if (content.get("metadata") instanceof JsonObject metadata) {
            List.of("managedFields", "resourceVersion", "generation").forEach(metadata::remove);
        }
        return content;
    }

    private static boolean goesOn(JsonObject list) {
        if (!(list.get("metadata") instanceof JsonObject metadata)) {
            return false;
        }
        String more = text(metadata, "remainingItemCount");
        return !text(metadata, "continue").isEmpty() || !(more.isEmpty() || more.equals("0"));
    }

    private static String text(JsonObject object, String member) {
        return object.get(member) instanceof JsonPrimitive text ? text.getAsString() : "";
    }

    /**
     * What could not be read.
     *
     * @return each with its place
     */
    public List<String> faults() {
        return faults.told();
    }

    /**
     * Why it is not known which objects of a kind the cluster has.
     *
     * @param kind the kind
     * @return the reason with the remedy; empty if all of them are here
     */
    public Optional<String> gap(FiledKind kind) {
        String gap = gaps.get(kind);
        Set<List<String>> listed = lists.get(kind);
        if (gap == null && listed != null) {
            gap = unlisted(kind, listed);
            if (gap == null) {
                return Optional.empty();
            }
        }
        String remedy = kind == FiledKind.CONFIG_MAPS
                ? "; get the ConfigMap aws-auth of kube-system, or a list of those there, with kubectl"
                : "; get them with kubectl get " + kind.plural() + (kind.isOfNamespace() ? " -A" : "") + " -o json";
        return Optional.of(
                (gap == null ? partial.getOrDefault(kind, "there is no list of " + kind.plural()) : gap) + remedy);
    }

    /** Of two moments, or what somebody is about to make. */
    private @Nullable String unlisted(FiledKind kind, Set<List<String>> listed) {
        if (kind == FiledKind.CONFIG_MAPS) {
            return null; // Those that were asked for by name are no list of all.
        }
        return of(kind).stream()
                .filter(filed -> !listed.contains(List.of(kind.name(), filed.namespace(), filed.name())))
                .findFirst()
                .map(filed -> filed.place() + " is " + kind.kind() + " " + PlainText.of(filed.name())
                        + ", which the list of all " + kind.plural() + " does not have, so they are of two moments")
                .orElse(null);
    }

    boolean isContested(FiledKind kind) {
        return contested.contains(kind);
    }

    List<Filed> of(FiledKind kind) {
        List<Filed> all = new ArrayList<>();
        objects.values().stream().filter(each -> each.kind() == kind).forEach(all::add);
        return all;
    }

    /**
     * Answers a GET as the API of the cluster would.
     *
     * @param path of a list or an object
     * @return the JSON text, empty if the cluster has no such object
     * @throws io.github.accessentries.UnavailableException if that is not known
     */
    public Optional<String> get(String path) {
        return new FiledAnswer(this, path).text();
    }
}
