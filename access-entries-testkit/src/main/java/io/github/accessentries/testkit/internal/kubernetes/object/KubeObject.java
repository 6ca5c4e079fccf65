package io.github.accessentries.testkit.internal.kubernetes.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The same with changes to its metadata, made to a copy of these; all else is shared, since nobody changes it. */
    public KubeObject withMetadata(Consumer<JsonObject> change) {
        JsonObject metadata = metadata().deepCopy();
        change.accept(metadata);
        return withMember("metadata", metadata);
    }

    /** The same with another value for one member; all else is shared. */
    public KubeObject withMember(String member, JsonElement value) {
        JsonObject copy = new JsonObject();
        json.entrySet().forEach(each -> copy.add(each.getKey(), each.getValue()));
        copy.add(member, value);
        return new KubeObject(copy);
    }

    /** The same without one member; all else is shared. */
    public KubeObject without(String member) {
        JsonObject copy = new JsonObject();
        json.entrySet().stream()
                .filter(each -> !each.getKey().equals(member))
                .forEach(each -> copy.add(each.getKey(), each.getValue()));
        return new KubeObject(copy);
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

    /** What its name is to begin with if the server makes one, empty if it asks for none. */
    public String generateName() {
        return text(metadata(), "generateName");
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

    /** What has to be done before it can go. */
    public List<String> finalizers() {
        List<String> finalizers = new ArrayList<>();
        if (metadata().get("finalizers") instanceof JsonArray all) {
            all.forEach(each -> finalizers.add(each.getAsString()));
        }
        return finalizers;
    }

    /** Where it is among those of its kind. */
    public ObjectKey key() {
        return new ObjectKey(namespace(), name());
    }

    /** The value of one of its labels, null if it has none of that key. */
    public @Nullable String label(String key) {
        return metadata().get("labels") instanceof JsonObject all && all.get(key) instanceof JsonPrimitive value
                ? value.getAsString()
                : null;
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
