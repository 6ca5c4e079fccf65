package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.List;

/** What can be done with a kind, as a document describes it: paths with their methods. */
final class Operations {

    private static final List<String> ONE = List.of("pretty");
    private static final List<String> MANY = List.of(
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "timeoutSeconds",
            "watch");
    private static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation", "pretty");
    private static final List<String> PATCH = List.of("dryRun", "fieldManager", "fieldValidation", "force", "pretty");
    private static final List<String> REMOVE =
            List.of("dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy");

    private final ResourceType type;
    private final JsonObject schema;

    /**
     * Describes a kind.
     *
     * @param type the kind
     * @param schema the reference to the schema of its objects
     */
    Operations(ResourceType type, JsonObject schema) {
        this.type = type;
        this.schema = schema;
    }

    /** Adds the paths of the kind. */
    void addTo(JsonObject paths) {
        String root = (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion() + "/";
        String collection = root + (type.namespaced() ? "namespaces/{namespace}/" : "") + type.resource();
        if (type.namespaced() && type.verbs().contains("list")) {
            paths.add(root + type.resource(), path(false, operation("list", MANY, false), "get"));
        }
        JsonObject ofCollection = path(type.namespaced(), operation("list", MANY, false), "get");
        addOperation(ofCollection, "create", "post", WRITE);
        addOperation(ofCollection, "deletecollection", "delete", MANY);
        paths.add(collection, ofCollection);
        if (type.isStored()) {
            paths.add(collection + "/{name}", ofObject());
            if (type.subresources().contains("status")) {
                paths.add(collection + "/{name}/status", ofObject());
            }
        }
    }

    private JsonObject ofObject() {
        JsonObject path = path(type.namespaced(), operation("get", ONE, false), "get");
        path.getAsJsonArray("parameters").add(parameter("name", "path"));
        addOperation(path, "update", "put", WRITE);
        addOperation(path, "patch", "patch", PATCH);
        addOperation(path, "delete", "delete", REMOVE);
        return path;
    }

    private JsonObject path(boolean inNamespace, JsonObject read, String method) {
        JsonObject path = new JsonObject();
        if (type.verbs().contains("list")) {
            path.add(method, read);
        }
        JsonArray parameters = new JsonArray();
        if (inNamespace) {
            parameters.add(parameter("namespace", "path"));
        }
        path.add("parameters", parameters);
        return path;
    }

    private void addOperation(JsonObject path, String verb, String method, List<String> parameters) {
        if (type.verbs().contains(verb)) {
            path.add(method, operation(verb, parameters, !method.equals("delete")));
        }
    }

    private JsonObject operation(String verb, List<String> parameterNames, boolean hasBody) {
        JsonArray parameters = new JsonArray();
        parameterNames.forEach(name -> parameters.add(parameter(name, "query")));
        JsonObject ok = Json.object("content", Json.object("application/json", Json.object("schema", answer(verb))));
        ok.addProperty("description", "OK");
        JsonObject operation = new JsonObject();
        operation.add("parameters", parameters);
        if (hasBody) {
            operation.add("requestBody", Json.object("content", body(verb)));
        }
        operation.add("responses", Json.object("200", ok));
        operation.addProperty("x-kubernetes-action", action(verb));
        operation.add(GroupVersionKinds.MEMBER, GroupVersionKinds.one(type));
        return operation;
    }

    private JsonObject answer(String verb) {
        return switch (verb) {
            case "list", "delete", "deletecollection" -> TypeSchemas.typed("object");
            default -> schema;
        };
    }

    private JsonObject body(String verb) {
        if (!verb.equals("patch")) {
            return Json.object("*/*", Json.object("schema", schema));
        }
        JsonObject content = new JsonObject();
        for (String form : List.of(
                "application/apply-patch+yaml",
                "application/json-patch+json",
                "application/merge-patch+json",
                "application/strategic-merge-patch+json")) {
            content.add(form, Json.object("schema", TypeSchemas.typed("object")));
        }
        return content;
    }

    private static String action(String verb) {
        return switch (verb) {
            case "create" -> "post";
            case "update" -> "put";
            default -> verb;
        };
    }

    private static JsonObject parameter(String name, String place) {
        JsonObject parameter = new JsonObject();
        parameter.addProperty("name", name);
        parameter.addProperty("in", place);
        if (place.equals("path")) {
            parameter.addProperty("required", true);
        }
        parameter.add("schema", TypeSchemas.typed("string"));
        return parameter;
    }
}
