package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeName;

/** Group, version and kind, by which clients find what a schema or an operation is about. */
final class GroupVersionKinds {

    /** The member that has them. */
    static final String MEMBER = "x-kubernetes-group-version-kind";

    private GroupVersionKinds() {}

    static JsonArray list(TypeName name) {
        String apiVersion = name.apiVersion();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return listOf(one(group, apiVersion.substring(slash + 1), name.simpleName()));
    }

    static JsonArray list(ResourceType type) {
        return listOf(one(type));
    }

    static JsonObject one(ResourceType type) {
        return one(type.group(), type.version(), type.kind());
    }

    private static JsonArray listOf(JsonObject one) {
        JsonArray list = new JsonArray();
        list.add(one);
        return list;
    }

    private static JsonObject one(String group, String version, String kind) {
        JsonObject json = new JsonObject();
        json.addProperty("group", group);
        json.addProperty("version", version);
        json.addProperty("kind", kind);
        return json;
    }
}
