package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drops what a schema does not know. For one object only: it collects what that has too much. A value whose type is not that
 * of its schema is left as it is; to refuse it is the business of the schema's rules.
 */
final class Pruning {

    private final List<String> problems;

    Pruning(List<String> problems) {
        this.problems = problems;
    }

    JsonElement prune(JsonElement given, Schema schema, FieldPath path) {
        return switch (schema.type()) {
            case OBJECT -> given instanceof JsonObject object ? object(object, schema, path) : given;
            case MAP -> given instanceof JsonObject object ? map(object, schema, path) : given;
            case LIST -> given instanceof JsonArray array ? list(array, schema, path) : given;
            case STRING, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> given;
        };
    }

    private JsonObject object(JsonObject given, Schema schema, FieldPath path) {
        JsonObject pruned = new JsonObject();
        for (Map.Entry<String, JsonElement> member : given.entrySet()) {
            FieldPath below = path.child(member.getKey());
            Optional<Schema> field = schema.at(member.getKey());
            if (field.isPresent()) {
                pruned.add(member.getKey(), prune(member.getValue(), field.get(), below));
            } else if (schema.preservesUnknownFields()) {
                pruned.add(member.getKey(), member.getValue());
            } else {
                problems.add("unknown field \"" + below + "\"");
            }
        }
        return pruned;
    }

    private JsonObject map(JsonObject given, Schema schema, FieldPath path) {
        JsonObject pruned = new JsonObject();
        given.asMap().forEach((key, value) -> pruned.add(key, element(value, schema, path.child(key))));
        return pruned;
    }

    private JsonArray list(JsonArray given, Schema schema, FieldPath path) {
        JsonArray pruned = new JsonArray(given.size());
        for (int index = 0; index < given.size(); index++) {
            pruned.add(element(given.get(index), schema, path.index(index)));
        }
        return pruned;
    }

    private JsonElement element(JsonElement given, Schema schema, FieldPath path) {
        return schema.element().map(element -> prune(given, element, path)).orElse(given);
    }
}
