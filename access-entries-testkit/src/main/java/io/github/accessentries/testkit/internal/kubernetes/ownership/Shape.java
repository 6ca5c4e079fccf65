package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a value is taken apart into fields that have owners. Where nothing is known, objects are taken apart and lists are
 * not.
 */
final class Shape {

    private static final Shape UNKNOWN = new Shape(Optional.empty());

    /** The one key of a list that Kubernetes fills in where it is left out. */
    private static final Map<String, JsonPrimitive> DEFAULTS = Map.of("protocol", new JsonPrimitive("TCP"));

    private final Optional<Schema> schema;

    private Shape(Optional<Schema> schema) {
        this.schema = schema;
    }

    /** That of a schema. */
    static Shape of(Optional<Schema> schema) {
        return schema.filter(known -> known.type() != Schema.Type.ANY)
                .map(known -> new Shape(Optional.of(known)))
                .orElse(UNKNOWN);
    }

    /** That of what a step leads to. */
    Shape at(PathElement step) {
        return step.kind() == PathElement.Kind.FIELD ? field(step.text()) : of(schema.flatMap(Schema::element));
    }

    /** That of a field, or of the value of a key. */
    Shape field(String name) {
        return schema.isEmpty() ? this : of(schema.get().at(name));
    }

    /** Whether this is an object of which the field is known by name. */
    boolean declares(String field) {
        return schema.isPresent()
                && schema.get().type() == Schema.Type.OBJECT
                && schema.get().fields().containsKey(field);
    }

    /** Whether a field that is not declared may be there. */
    boolean isOpen() {
        return schema.isEmpty() || schema.get().type() != Schema.Type.OBJECT;
    }

    /** What a value of this must be, if that is an object or a list. */
    Optional<Schema.Type> structure() {
        return schema.map(Schema::type).flatMap(type -> switch (type) {
            case OBJECT, MAP -> Optional.of(Schema.Type.MAP);
            case LIST -> Optional.of(Schema.Type.LIST);
            default -> Optional.empty();
        });
    }

    /** Whether each field of an object has owners of its own. */
    boolean splitsObjects() {
        return schema.isEmpty() || schema.get().merge() == Schema.Merge.GRANULAR;
    }

    /** Whether each element of a list has owners of its own. */
    boolean splitsLists() {
        return schema.isPresent()
                && schema.get().type() == Schema.Type.LIST
                && (schema.get().merge() == Schema.Merge.SET || schema.get().merge() == Schema.Merge.KEYED);
    }

    /** The steps to the elements of a list that is split; empty if one of them cannot be told apart. */
    Optional<List<PathElement>> elements(JsonArray list) {
        List<PathElement> steps = new ArrayList<>(list.size());
        for (JsonElement item : list) {
            Optional<PathElement> step = element(item);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(steps);
    }

    /** The step to an element of a list that is split; empty if it cannot be told apart from others. */
    Optional<PathElement> element(JsonElement item) {
        if (schema.orElseThrow().merge() == Schema.Merge.SET) {
            return item instanceof JsonPrimitive primitive
                    ? Optional.of(PathElement.value(primitive))
                    : Optional.empty();
        }
        Map<String, JsonPrimitive> keys = new HashMap<>();
        if (item instanceof JsonObject object) {
            for (String key : schema.get().mapKeys()) {
                JsonElement value = object.get(key);
                JsonPrimitive known = value instanceof JsonPrimitive primitive ? primitive : DEFAULTS.get(key);
                if (known == null) {
                    return Optional.empty();
                }
                keys.put(key, known);
            }
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(PathElement.key(keys));
    }

    /** The fields that tell the elements of a list apart. */
    List<String> keys() {
        return schema.map(Schema::mapKeys).orElse(List.of());
    }
}
