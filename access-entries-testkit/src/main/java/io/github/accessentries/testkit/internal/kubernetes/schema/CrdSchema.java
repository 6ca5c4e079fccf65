package io.github.accessentries.testkit.internal.kubernetes.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of a custom kind, as its definition has it in {@code openAPIV3Schema}. Custom kinds know no strategic merge
 * patch, and so no keys for one. Immutable, as long as nobody changes what it was made from.
 */
public final class CrdSchema implements Schema {

    private final JsonObject json;
    private final Map<String, Schema> typeMeta;

    private CrdSchema(JsonObject json, boolean isObjectOfTheApi) {
        this.json = json;
        this.typeMeta = isObjectOfTheApi || isTrue("x-kubernetes-embedded-resource") ? typeMeta() : Map.of();
    }

    /**
     * The schema of a kind.
     *
     * @param openApiV3Schema what its definition has; an empty object for a definition without
     */
    public static CrdSchema of(JsonObject openApiV3Schema) {
        return new CrdSchema(openApiV3Schema, true);
    }

    /** What every object has, whether its definition says so or not. */
    private static Map<String, Schema> typeMeta() {
        Map<String, Schema> builtIn =
                BuiltInSchemas.get().ofKind("v1", "ConfigMap").orElseThrow().fields();
        Map<String, Schema> fields = new LinkedHashMap<>();
        for (String name : List.of("apiVersion", "kind", "metadata")) {
            fields.put(name, builtIn.get(name));
        }
        return fields;
    }

    @Override
    public Type type() {
        if (isTrue("x-kubernetes-int-or-string")) {
            return Type.INT_OR_STRING;
        }
        return switch (text("type")) {
            case "object" -> object();
            case "array" -> Type.LIST;
            case "string" -> Type.STRING;
            case "integer" -> Type.INTEGER;
            case "number" -> Type.NUMBER;
            case "boolean" -> Type.BOOLEAN;
            default -> typeMeta.isEmpty() ? Type.ANY : Type.OBJECT;
        };
    }

    private Type object() {
        JsonElement values = json.get("additionalProperties");
        boolean isMap = values instanceof JsonObject || isTrue("additionalProperties");
        return isMap && !json.has("properties") && typeMeta.isEmpty() ? Type.MAP : Type.OBJECT;
    }

    @Override
    public Map<String, Schema> fields() {
        Map<String, Schema> fields = new LinkedHashMap<>();
        if (type() == Type.OBJECT && json.get("properties") instanceof JsonObject properties) {
            properties.asMap().forEach((name, schema) -> {
                if (schema instanceof JsonObject field) {
                    fields.put(name, new CrdSchema(field, false));
                }
            });
        }
        fields.putAll(typeMeta);
        return fields;
    }

    @Override
    public boolean preservesUnknownFields() {
        return isTrue("x-kubernetes-preserve-unknown-fields") || text("type").isEmpty();
    }

    @Override
    public Optional<Schema> element() {
        String member = type() == Type.LIST ? "items" : "additionalProperties";
        return type() != Type.OBJECT && json.get(member) instanceof JsonObject element
                ? Optional.of(new CrdSchema(element, false))
                : Optional.empty();
    }

    @Override
    public Merge merge() {
        return switch (type()) {
            case OBJECT, MAP -> text("x-kubernetes-map-type").equals("atomic") ? Merge.ATOMIC : Merge.GRANULAR;
            case LIST ->
                switch (text("x-kubernetes-list-type")) {
                    case "set" -> Merge.SET;
                    case "map" -> Merge.KEYED;
                    default -> Merge.ATOMIC;
                };
            case STRING, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> Merge.ATOMIC;
        };
    }

    @Override
    public List<String> mapKeys() {
        List<String> keys = new ArrayList<>();
        if (json.get("x-kubernetes-list-map-keys") instanceof JsonArray all) {
            all.forEach(key -> keys.add(key.getAsString()));
        }
        return List.copyOf(keys);
    }

    @Override
    public Optional<String> patchMergeKey() {
        return Optional.empty();
    }

    @Override
    public List<String> patchStrategies() {
        return List.of();
    }

    private boolean isTrue(String member) {
        JsonElement value = json.get(member);
        return value != null && value.isJsonPrimitive() && value.getAsBoolean();
    }

    private String text(String member) {
        JsonElement value = json.get(member);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
