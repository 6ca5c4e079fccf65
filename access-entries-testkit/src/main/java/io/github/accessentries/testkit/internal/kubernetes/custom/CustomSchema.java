package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of a custom resource definition, as server-side apply sees it. Strategic merge patches do not.
 *
 * @param type the type
 * @param fields the fields of an object
 * @param element what a list or map holds
 * @param merge how it is merged
 * @param mapKeys what tells the elements of a list apart
 */
record CustomSchema(Type type, Map<String, Schema> fields, Optional<Schema> element, Merge merge, List<String> mapKeys)
        implements Schema {

    private static final CustomSchema ANYTHING =
            new CustomSchema(Type.ANY, Map.of(), Optional.empty(), Merge.GRANULAR, List.of());

    /** That of whole objects. */
    static Schema ofKind(StructuralSchema schema, Schema metadata) {
        if (schema.keepsUnknownFields()) {
            return ANYTHING;
        }
        CustomSchema root = of(schema);
        Map<String, Schema> fields = new HashMap<>(root.fields());
        fields.put("apiVersion", scalar(Type.STRING));
        fields.put("kind", scalar(Type.STRING));
        fields.put("metadata", metadata);
        return new CustomSchema(Type.OBJECT, Map.copyOf(fields), Optional.empty(), Merge.GRANULAR, List.of());
    }

    private static CustomSchema of(StructuralSchema schema) {
        if (schema.isIntOrString()) {
            return scalar(Type.INT_OR_STRING);
        }
        return switch (schema.type()) {
            case "object" -> object(schema);
            case "array" -> list(schema);
            case "string" -> scalar(Type.STRING);
            case "integer" -> scalar(Type.INTEGER);
            case "number" -> scalar(Type.NUMBER);
            case "boolean" -> scalar(Type.BOOLEAN);
            default -> ANYTHING;
        };
    }

    private static CustomSchema scalar(Type type) {
        return new CustomSchema(type, Map.of(), Optional.empty(), Merge.ATOMIC, List.of());
    }

    /** An object that may have more than is said of it, is taken apart by what it has. */
    private static CustomSchema object(StructuralSchema schema) {
        boolean isAtomic = Member.text(schema.json(), "x-kubernetes-map-type").equals("atomic");
        Merge merge = isAtomic ? Merge.ATOMIC : Merge.GRANULAR;
        Optional<Schema> values = schema.values().map(CustomSchema::of);
        if (values.isPresent()) {
            return new CustomSchema(Type.MAP, Map.of(), values, merge, List.of());
        }
        if (!isAtomic && (schema.keepsUnknownFields() || schema.isEmbeddedObject() || !schema.hasFields())) {
            return ANYTHING;
        }
        Map<String, Schema> fields = new HashMap<>();
        for (Map.Entry<String, JsonElement> field :
                Member.object(schema.json(), "properties").entrySet()) {
            if (field.getValue() instanceof JsonObject part) {
                fields.put(field.getKey(), of(new StructuralSchema(part)));
            }
        }
        return new CustomSchema(Type.OBJECT, Map.copyOf(fields), Optional.empty(), merge, List.of());
    }

    private static CustomSchema list(StructuralSchema schema) {
        Optional<Schema> element = schema.items().map(CustomSchema::of);
        List<String> keys = Member.texts(schema.json(), "x-kubernetes-list-map-keys");
        Merge merge = switch (Member.text(schema.json(), "x-kubernetes-list-type")) {
            case "map" -> keys.isEmpty() ? Merge.ATOMIC : Merge.KEYED;
            case "set" -> Merge.SET;
            default -> Merge.ATOMIC;
        };
        return new CustomSchema(Type.LIST, Map.of(), element, merge, keys);
    }

    @Override
    public Optional<String> patchMergeKey() {
        return Optional.empty();
    }

    @Override
    public List<String> patchStrategies() {
        return List.of();
    }
}
