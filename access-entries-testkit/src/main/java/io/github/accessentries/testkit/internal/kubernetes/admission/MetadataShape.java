package io.github.accessentries.testkit.internal.kubernetes.admission;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Map;
import java.util.Set;

/**
 * Makes sure that metadata has the types which all behind it rely upon. Members that are {@code null} go, as with a reader
 * in Go.
 */
public final class MetadataShape {

    private static final Set<String> TEXTS = Set.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "selfLink");

    private MetadataShape() {}

    /**
     * Checks the metadata of an object.
     *
     * @param type the kind
     * @param json the object
     * @return the object, with metadata even if it had none
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if a member is of a wrong type
     */
    public static KubeObject of(ResourceType type, JsonObject json) {
        JsonObject metadata = new JsonObject();
        JsonElement given = json.get("metadata");
        if (given instanceof JsonObject members) {
            for (Map.Entry<String, JsonElement> member : members.entrySet()) {
                if (!member.getValue().isJsonNull()) {
                    metadata.add(member.getKey(), checked(type, member.getKey(), member.getValue()));
                }
            }
        } else if (given != null && !given.isJsonNull()) {
            throw wrong(type, given, "metadata", "v1.ObjectMeta");
        }
        return KubeObject.of(json).withMember("metadata", metadata);
    }

    private static JsonElement checked(ResourceType type, String member, JsonElement value) {
        if (TEXTS.contains(member)) {
            requireText(type, member, value);
        }
        switch (member) {
            case "labels", "annotations" -> {
                if (!(value instanceof JsonObject texts)) {
                    throw wrong(type, value, "ObjectMeta.metadata." + member, "map[string]string");
                }
                texts.asMap().values().forEach(each -> requireText(type, member, each));
            }
            case "finalizers" -> requireArray(type, member, value).forEach(each -> requireText(type, member, each));
            case "ownerReferences", "managedFields" -> {
                for (JsonElement each : requireArray(type, member, value)) {
                    if (!each.isJsonObject()) {
                        throw wrong(type, each, "ObjectMeta.metadata." + member, "v1.OwnerReference");
                    }
                }
            }
            default -> {}
        }
        return value;
    }

    private static JsonArray requireArray(ResourceType type, String member, JsonElement value) {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw wrong(type, value, "ObjectMeta.metadata." + member, "[]string");
    }

    private static void requireText(ResourceType type, String member, JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive) || !primitive.isString()) {
            throw wrong(type, value, "ObjectMeta.metadata." + member, "string");
        }
    }

    private static RuntimeException wrong(ResourceType type, JsonElement value, String field, String wanted) {
        return ApiFaults.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                + type.kind() + ": json: cannot unmarshal " + form(value) + " into Go struct field " + field
                + " of type " + wanted);
    }

    private static String form(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isString() ? "string" : primitive.isBoolean() ? "bool" : "number";
        }
        return value.isJsonArray() ? "array" : value.isJsonNull() ? "null" : "object";
    }
}
