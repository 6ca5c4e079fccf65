package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.ArrayList;
import java.util.List;

/** How many of something there are to be and are, as an object of its own. */
final class ScaleForm {

    private static final String REPLICAS = "replicas";

    private ScaleForm() {}

    /** The scale of an object. */
    static KubeObject of(KubeObject object) {
        JsonObject metadata = new JsonObject();
        for (String member : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonElement value = object.metadata().get(member);
            if (value != null) {
                metadata.add(member, value);
            }
        }
        JsonObject spec = new JsonObject();
        spec.addProperty(REPLICAS, number(object, "spec", 1));
        JsonObject status = new JsonObject();
        status.addProperty(REPLICAS, number(object, "status", 0));
        String selector =
                selector(object.object("spec").orElseGet(JsonObject::new).get("selector"));
        if (!selector.isEmpty()) {
            status.addProperty("selector", selector);
        }
        JsonObject scale = new JsonObject();
        scale.addProperty("kind", "Scale");
        scale.addProperty("apiVersion", "autoscaling/v1");
        scale.add("metadata", metadata);
        scale.add("spec", spec);
        scale.add("status", status);
        return KubeObject.of(scale);
    }

    private static long number(KubeObject object, String member, long absent) {
        return object.object(member).orElseGet(JsonObject::new).get(REPLICAS) instanceof JsonPrimitive number
                        && number.isNumber()
                ? number.getAsLong()
                : absent;
    }

    /** The object with as many as its scale wants. */
    static KubeObject scaled(KubeObject object, KubeObject scale) {
        JsonObject spec = object.object("spec").map(JsonObject::deepCopy).orElseGet(JsonObject::new);
        spec.addProperty(REPLICAS, number(scale, "spec", 0));
        return object.withMember("spec", spec).withMetadata(metadata -> {
            for (String member : List.of("uid", "resourceVersion")) {
                JsonElement value = scale.metadata().get(member);
                if (value != null) {
                    metadata.add(member, value);
                }
            }
        });
    }

    /** A selector as text. That of a replication controller is a plain map of labels. */
    private static String selector(JsonElement selector) {
        if (!(selector instanceof JsonObject object)) {
            return "";
        }
        boolean isPlain = !object.has("matchLabels") && !object.has("matchExpressions");
        List<String> terms = new ArrayList<>();
        if ((isPlain ? object : object.get("matchLabels")) instanceof JsonObject labels) {
            labels.asMap().forEach((key, value) -> terms.add(key + "=" + value.getAsString()));
        }
        if (object.get("matchExpressions") instanceof JsonArray expressions) {
            expressions.forEach(each -> terms.add(term(each.getAsJsonObject())));
        }
        return String.join(",", terms);
    }

    private static String term(JsonObject expression) {
        String key = expression.get("key").getAsString();
        List<String> values = new ArrayList<>();
        if (expression.get("values") instanceof JsonArray all) {
            all.forEach(value -> values.add(value.getAsString()));
        }
        String set = "(" + String.join(",", values) + ")";
        return switch (expression.get("operator").getAsString()) {
            case "In" -> key + " in " + set;
            case "NotIn" -> key + " notin " + set;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }
}
