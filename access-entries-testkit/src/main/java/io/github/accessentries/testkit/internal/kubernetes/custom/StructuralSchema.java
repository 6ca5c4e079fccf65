package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a custom resource definition says of a value.
 *
 * @param json {@code openAPIV3Schema}, or a part of it, which is not changed
 */
record StructuralSchema(JsonObject json) {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    String type() {
        return Member.text(json, "type");
    }

    boolean isIntOrString() {
        return Member.isTrue(json, "x-kubernetes-int-or-string");
    }

    boolean isNullable() {
        return Member.isTrue(json, "nullable");
    }

    boolean keepsUnknownFields() {
        return Member.isTrue(json, "x-kubernetes-preserve-unknown-fields");
    }

    boolean isEmbeddedObject() {
        return Member.isTrue(json, "x-kubernetes-embedded-resource");
    }

    boolean hasFields() {
        return json.get("properties") instanceof JsonObject;
    }

    /** That of a field, or of the value of a key. */
    Optional<StructuralSchema> field(String name) {
        if (json.get("properties") instanceof JsonObject properties
                && properties.get(name) instanceof JsonObject field) {
            return Optional.of(new StructuralSchema(field));
        }
        return values();
    }

    /** That of the values, where keys are data. */
    Optional<StructuralSchema> values() {
        return json.get("additionalProperties") instanceof JsonObject values
                ? Optional.of(new StructuralSchema(values))
                : Optional.empty();
    }

    /** That of the elements of a list. */
    Optional<StructuralSchema> items() {
        return json.get("items") instanceof JsonObject items
                ? Optional.of(new StructuralSchema(items))
                : Optional.empty();
    }

    private boolean keepsAllFields() {
        return keepsUnknownFields()
                || (json.get("additionalProperties") instanceof JsonPrimitive allowed
                        && allowed.isBoolean()
                        && allowed.getAsBoolean());
    }

    /** A whole object without the fields that nothing is said of, and with those that are left out and have a default. */
    JsonObject completed(JsonObject object) {
        JsonObject completed = completed(object, true);
        OF_EVERY_OBJECT.stream().filter(object::has).forEach(name -> completed.add(name, object.get(name)));
        return completed;
    }

    private JsonObject completed(JsonObject object, boolean isWhole) {
        JsonObject completed = new JsonObject();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            String name = member.getKey();
            boolean isObjects = (isWhole || isEmbeddedObject()) && OF_EVERY_OBJECT.contains(name);
            Optional<StructuralSchema> schema = field(name);
            if (isObjects) {
                completed.add(name, member.getValue());
            } else if (schema.isPresent()) {
                boolean isLeftOut = member.getValue().isJsonNull()
                        && !schema.get().isNullable()
                        && schema.get().json().has("default");
                if (!isLeftOut) {
                    completed.add(name, schema.get().completedValue(member.getValue()));
                }
            } else if (keepsAllFields()) {
                completed.add(name, member.getValue());
            }
        }
        addDefaults(completed);
        return completed;
    }

    private void addDefaults(JsonObject object) {
        for (Map.Entry<String, JsonElement> field :
                Member.object(json, "properties").entrySet()) {
            if (!object.has(field.getKey()) && field.getValue() instanceof JsonObject schema && schema.has("default")) {
                JsonElement value = schema.get("default").deepCopy();
                object.add(field.getKey(), new StructuralSchema(schema).completedValue(value));
            }
        }
    }

    private JsonElement completedValue(JsonElement value) {
        if (value instanceof JsonObject object) {
            return completed(object, false);
        }
        Optional<StructuralSchema> items = items();
        if (value instanceof JsonArray array && items.isPresent()) {
            JsonArray completed = new JsonArray(array.size());
            array.forEach(item -> completed.add(items.get().completedValue(item)));
            return completed;
        }
        return value;
    }
}
