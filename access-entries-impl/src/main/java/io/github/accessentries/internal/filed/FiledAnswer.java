package io.github.accessentries.internal.filed;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.filed.FiledObjects.Filed;
import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one path.
 *
 * @param objects what the files have
 * @param path with its query, which only pages and watches would need
 */
record FiledAnswer(FiledObjects objects, String path) {

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    Optional<String> text() {
        String place = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        for (FiledKind kind : FiledKind.values()) {
            if (place.startsWith(kind.root() + "/")) {
                List<String> rest =
                        Arrays.asList(place.substring(kind.root().length() + 1).split("/", -1));
                Optional<Optional<String>> answer = answer(kind, rest);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        throw new UnavailableException(
                "The files tell nothing of " + PlainText.of(place)
                        + ": they are asked only for RBAC objects, namespaces and the ConfigMap aws-auth",
                ErrorContext.builder().build(),
                null);
    }

    /** Empty if the path is not of this kind. */
    private Optional<Optional<String>> answer(FiledKind kind, List<String> rest) {
        if (rest.equals(List.of(kind.plural()))) {
            return Optional.of(list(kind, null));
        }
        if (!kind.isOfNamespace()) {
            return rest.size() == 2 && rest.get(0).equals(kind.plural())
                    ? Optional.of(one(kind, "", rest.get(1)))
                    : Optional.empty();
        }
        boolean isBelow = rest.size() > 2
                && rest.get(0).equals("namespaces")
                && rest.get(2).equals(kind.plural());
        if (!isBelow || rest.size() > 4) {
            return Optional.empty();
        }
        return Optional.of(rest.size() == 3 ? list(kind, rest.get(1)) : one(kind, rest.get(1), rest.get(3)));
    }

    private Optional<String> list(FiledKind kind, @Nullable String namespace) {
        // Of ConfigMaps, files have those of kube-system at the most.
        Optional<String> gap = kind == FiledKind.CONFIG_MAPS
                ? Optional.of("lists of ConfigMaps are not answered from files")
                : objects.gap(kind);
        gap.ifPresent(reason -> {
            throw unknown(kind, reason);
        });
        JsonArray items = new JsonArray();
        objects.of(kind).stream()
                .filter(each -> namespace == null || each.namespace().equals(namespace))
                .forEach(each -> items.add(each.json()));
        JsonObject list = new JsonObject();
        list.addProperty("kind", kind.kind() + "List");
        list.addProperty("apiVersion", kind.apiVersion());
        list.add("metadata", new JsonObject());
        list.add("items", items);
        return Optional.of(GSON.toJson(list));
    }

    private Optional<String> one(FiledKind kind, String namespace, String name) {
        Optional<Filed> found = objects.of(kind).stream()
                .filter(each ->
                        each.namespace().equals(namespace) && each.name().equals(name))
                .findFirst();
        boolean isDoubtful = objects.gap(kind).isPresent() && (found.isEmpty() || objects.isContested(kind));
        if (isDoubtful || (found.isEmpty() && kind == FiledKind.CONFIG_MAPS && !namespace.equals("kube-system"))) {
            throw unknown(kind, objects.gap(kind).orElse("only ConfigMaps of kube-system are answered from files"));
        }
        return found.map(each -> GSON.toJson(whole(each)));
    }

    /** In the lists of an API server, objects do not say what they are. */
    private static JsonObject whole(Filed filed) {
        JsonObject object = filed.json().deepCopy();
        object.addProperty("kind", filed.kind().kind());
        if (!object.has("apiVersion")) {
            object.addProperty("apiVersion", filed.kind().apiVersion());
        }
        return object;
    }

    private static UnavailableException unknown(FiledKind kind, String reason) {
        return new UnavailableException(
                "The files do not tell which " + kind.plural() + " the cluster has: " + reason,
                ErrorContext.builder().build(),
                null);
    }
}
