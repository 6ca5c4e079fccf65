package io.github.accessentries.internal.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a Kubernetes API as JSON, whatever fields they have. Lists are read in pages.
 *
 * <p>Thread-safe.
 */
public final class KubernetesObjects {

    private static final int PAGE_SIZE = 500;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final Pattern NONE = Pattern.compile("-?0+");

    /**
     * A list as it was at one moment.
     *
     * @param items in the order of the list; in the lists of an API server they have no {@code kind}
     * @param version its {@code resourceVersion}, from which a watch can go on; empty if it says none
     */
    public record Listing(List<JsonObject> items, String version) {}

    private final KubernetesApi api;

    private KubernetesObjects(KubernetesApi api) {
        this.api = api;
    }

    /**
     * The objects of a cluster.
     *
     * @param api reads from it
     * @return the objects
     */
    public static KubernetesObjects of(KubernetesApi api) {
        return new KubernetesObjects(requireNonNull(api, "api"));
    }

    /**
     * Reads one object.
     *
     * @param path for example {@code /api/v1/namespaces/kube-system/configmaps/aws-auth}
     * @return the object, empty if there is none
     * @throws AccessEntriesException if it cannot be read, also if the answer is no JSON object; its kind is for the caller to look at
     */
    public Optional<JsonObject> find(String path) {
        return api.get(path).map(text -> object(path, text));
    }

    /**
     * Reads all objects of a list, 500 at a time. If the cluster lets the continue token of the list expire, the list
     * is read once more without pages.
     *
     * @param kind the kind of the items, of which the list must be if it says what it is
     * @param path for example {@code /api/v1/namespaces}; may have a query with a selector
     * @return the items in the order of the list; in the lists of an API server they have no {@code kind}
     * @throws AccessEntriesException if the list cannot be read whole, does not end, or there is none at this path
     */
    public List<JsonObject> list(String kind, String path) {
        return listing(kind, path).items();
    }

    /**
     * Reads all objects of a list like {@link #list(String, String)}.
     *
     * @param kind the kind of the items
     * @param path of the list
     * @return the list, with its version
     * @throws AccessEntriesException as there
     */
    public Listing listing(String kind, String path) {
        List<JsonObject> items = new ArrayList<>();
        String version;
        try {
            Set<String> places = new HashSet<>();
            String place = "";
            do {
                String query = place.isEmpty() ? "" : "&continue=" + URLEncoder.encode(place, UTF_8);
                String page = path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE_SIZE + query;
                JsonObject list = addItems(kind, page, items);
                version = version(list);
                place = nextPlace(page, list);
                if (!places.add(place)) {
                    throw notReadable(page, "its continue token leads back to a page that was read before", null);
                }
            } while (!place.isEmpty());
        } catch (AccessEntriesException e) {
            if (e.context().statusCode().orElse(0) != GONE) {
                throw e;
            }
            items.clear();
            JsonObject list = addItems(kind, path, items);
            version = version(list);
            if (!nextPlace(path, list).isEmpty()) {
                throw notReadable(path, "it was asked for without pages, but is only the first page", null);
            }
        }
        return new Listing(List.copyOf(items), version);
    }

    /** All pages of a list are of the same version. */
    private static String version(JsonObject list) {
        return list.get("metadata") instanceof JsonObject metadata
                        && metadata.get("resourceVersion") instanceof JsonPrimitive version
                ? version.getAsString()
                : "";
    }

    /** Where the next page begins; empty after the last, but not if it cannot be told. */
    private static String nextPlace(String path, JsonObject list) {
        JsonElement metadata = member(list, "metadata", new JsonObject());
        if (!(metadata instanceof JsonObject members)) {
            throw notReadable(path, "its metadata is not an object", null);
        }
        JsonElement next = member(members, "continue", new JsonPrimitive(""));
        if (!(next instanceof JsonPrimitive place)) {
            throw notReadable(path, "its continue token is not text", null);
        }
        if (place.getAsString().isEmpty() && saysThatMoreRemain(members)) {
            throw notReadable(path, "more items remain, but it does not say where they begin", null);
        }
        return place.getAsString();
    }

    private static boolean saysThatMoreRemain(JsonObject metadata) {
        JsonElement remaining = member(metadata, "remainingItemCount", new JsonPrimitive(0));
        return !(remaining instanceof JsonPrimitive count
                && NONE.matcher(count.getAsString()).matches());
    }

    private static JsonElement member(JsonObject object, String name, JsonElement otherwise) {
        JsonElement member = object.get(name);
        return member == null || member.isJsonNull() ? otherwise : member;
    }

    private static Optional<String> kindOf(JsonObject object) {
        return object.get("kind") instanceof JsonPrimitive kind ? Optional.of(kind.getAsString()) : Optional.empty();
    }

    private JsonObject addItems(String kind, String path, List<JsonObject> items) {
        JsonObject list = find(path)
                .orElseThrow(() -> new AccessEntriesException(
                        "The Kubernetes API has no list at " + path + "; check the address of the cluster",
                        ErrorContext.builder().statusCode(NOT_FOUND).build(),
                        null));
        kindOf(list).filter(written -> !written.equals(kind + "List")).ifPresent(other -> {
            throw notReadable(path, "it is not of kind " + kind + "List", null);
        });
        JsonElement written = list.get("items");
        // A list without objects may come as null.
        if (written == null || !(written.isJsonNull() || written.isJsonArray())) {
            throw notReadable(path, "it has no list of items", null);
        }
        if (written instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (!(item instanceof JsonObject object)) {
                    throw notReadable(path, "one of its items is not an object", null);
                }
                items.add(object);
            }
        }
        return list;
    }

    private static JsonObject object(String path, String text) {
        try {
            // Of two members with the same name, either could be the one that was meant.
            if (StrictJson.parse(text, DocumentLimits.KUBERNETES_ANSWER) instanceof JsonObject object) {
                return object;
            }
        } catch (IOException e) {
            throw notReadable(path, "it is not JSON, is incomplete, or has a name twice in one object", e);
        }
        throw notReadable(path, "it is not a JSON object", null);
    }

    private static UnavailableException notReadable(String path, String why, @Nullable Throwable cause) {
        return new UnavailableException(
                "The Kubernetes API's answer to GET " + path + " cannot be read: " + why
                        + "; check that no proxy answers in place of the cluster, or try again later",
                ErrorContext.builder().build(),
                cause);
    }
}
