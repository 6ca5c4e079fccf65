package io.github.accessentries.testkit.internal.kubernetes.object;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An object of a cluster as JSON. The tree in it is never changed; whoever wants a change gets a copy. Thread-safe.
 */
public final class KubeObject {

    private final JsonObject json;
    private volatile byte @Nullable [] bytes;

    private KubeObject(JsonObject json) {
        this.json = json;
    }

    /**
     * Takes a tree that nobody changes from now on.
     *
     * @param json the object, with its metadata as an object if it has any
     */
    public static KubeObject of(JsonObject json) {
        return new KubeObject(json);
    }

    /** The same with changes, made to a copy. */
    public KubeObject with(Consumer<JsonObject> change) {
        JsonObject copy = json.deepCopy();
        change.accept(copy);
        return new KubeObject(copy);
    }

    /** The same with changes to its metadata, made to a copy. */
    public KubeObject withMetadata(Consumer<JsonObject> change) {
        return with(copy -> {
            if (!(copy.get("metadata") instanceof JsonObject)) {
                copy.add("metadata", new JsonObject());
            }
            change.accept(copy.getAsJsonObject("metadata"));
        });
    }

    /** The tree, to be read only. */
    public JsonObject json() {
        return json;
    }

    /** The object as it is sent; written once. */
    public byte[] bytes() {
        byte[] written = bytes;
        if (written == null) {
            written = Json.bytes(json);
            bytes = written;
        }
        return written;
    }

    /** Its {@code apiVersion}, empty if it has none. */
    public String apiVersion() {
        return text(json, "apiVersion");
    }

    /** Its {@code kind}, empty if it has none. */
    public String kind() {
        return text(json, "kind");
    }

    /** Its metadata, empty if it has none. */
    public JsonObject metadata() {
        return json.get("metadata") instanceof JsonObject metadata ? metadata : new JsonObject();
    }

    /** Its name, empty if it has none yet. */
    public String name() {
        return text(metadata(), "name");
    }

    /** Its namespace, empty if it has none. */
    public String namespace() {
        return text(metadata(), "namespace");
    }

    /** Its unique id, empty if it has none yet. */
    public String uid() {
        return text(metadata(), "uid");
    }

    /** The version it was stored as, empty if it never was. */
    public String resourceVersion() {
        return text(metadata(), "resourceVersion");
    }

    /** Whether it is being deleted and waits for its finalizers. */
    public boolean isTerminating() {
        return metadata().has("deletionTimestamp");
    }

    /** Its labels. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (metadata().get("labels") instanceof JsonObject all) {
            for (Map.Entry<String, JsonElement> label : all.entrySet()) {
                if (label.getValue().isJsonPrimitive()) {
                    labels.put(label.getKey(), label.getValue().getAsString());
                }
            }
        }
        return labels;
    }

    /** A member that is an object. */
    public Optional<JsonObject> object(String member) {
        return json.get(member) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    private static String text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** Kind, namespace and name; never its contents, which may be secret. */
    @Override
    public String toString() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }
}
