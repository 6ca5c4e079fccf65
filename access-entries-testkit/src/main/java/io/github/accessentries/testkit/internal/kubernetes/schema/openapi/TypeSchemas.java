package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Shape;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The schemas of a document: those of some types of the table and of all that these refer to. For one document only.
 */
final class TypeSchemas {

    private static final String SCALARS = "io.k8s.apimachinery.pkg.";
    private static final String TYPE = "type";
    private static final String STRING = "string";

    private final TypeTable table = TypeTable.get();
    private final String references;
    private final Map<String, JsonObject> schemas = new TreeMap<>();
    private final Deque<TypeFacts> open = new ArrayDeque<>();

    /**
     * Begins a document.
     *
     * @param references what stands before a name where it is referred to, for example {@code #/components/schemas/}
     */
    TypeSchemas(String references) {
        this.references = references;
    }

    /** Adds a type and all that it refers to. */
    void add(TypeFacts type) {
        open.add(type);
        while (!open.isEmpty()) {
            TypeFacts next = open.remove();
            if (!schemas.containsKey(next.name().openApi())) {
                schemas.put(next.name().openApi(), object(next));
            }
        }
    }

    /** Adds a schema that does not come from the table. */
    void add(String name, JsonObject schema) {
        schemas.put(name, schema);
    }

    /** All of them by their names. */
    JsonObject all() {
        JsonObject all = new JsonObject();
        schemas.forEach(all::add);
        return all;
    }

    /** A reference to a schema. */
    JsonObject reference(String name) {
        JsonObject reference = new JsonObject();
        reference.addProperty("$ref", references + name);
        return reference;
    }

    private JsonObject object(TypeFacts type) {
        JsonObject properties = new JsonObject();
        if (type.isTyped()) {
            properties.add("apiVersion", typed(STRING));
            properties.add("kind", typed(STRING));
        }
        List<String> required = new ArrayList<>();
        type.inJson(table).forEach((name, field) -> {
            properties.add(name, property(field));
            if (field.isRequired()) {
                required.add(name);
            }
        });
        JsonObject schema = typed("object");
        if (!required.isEmpty()) {
            schema.add("required", Json.texts(required.stream().sorted().toList()));
        }
        if (!properties.isEmpty()) {
            schema.add("properties", properties);
        }
        if (type.isAtomic()) {
            schema.addProperty("x-kubernetes-map-type", "atomic");
        }
        if (type.isTyped()) {
            schema.add(GroupVersionKinds.MEMBER, GroupVersionKinds.list(type.name()));
        }
        return schema;
    }

    private JsonObject property(Field field) {
        FieldType type = field.type();
        JsonObject schema = switch (type.shape()) {
            case ONE -> value(type);
            case LIST -> list(value(type.single()));
            case MAP -> map(value(type.single()));
        };
        addMerging(schema, field);
        return schema;
    }

    private static JsonObject list(JsonObject items) {
        JsonObject schema = typed("array");
        schema.add("items", items);
        return schema;
    }

    private static JsonObject map(JsonObject values) {
        JsonObject schema = typed("object");
        schema.add("additionalProperties", values);
        return schema;
    }

    private static void addMerging(JsonObject schema, Field field) {
        boolean isList = field.type().shape() == Shape.LIST;
        if (!field.mapKeys().isEmpty()) {
            schema.addProperty("x-kubernetes-list-type", "map");
            schema.add("x-kubernetes-list-map-keys", Json.texts(field.mapKeys()));
        } else if (isList) {
            schema.addProperty("x-kubernetes-list-type", field.marks().contains("set") ? "set" : "atomic");
        } else if (field.marks().contains("atomic")) {
            schema.addProperty("x-kubernetes-map-type", "atomic");
        }
        if (!field.patchMergeKey().isEmpty()) {
            schema.addProperty("x-kubernetes-patch-merge-key", field.patchMergeKey());
        }
        List<String> strategies = Stream.of("merge", "retainKeys", "replace")
                .filter(each -> each.equals("merge")
                        ? field.isMergedByPatch()
                        : field.marks().contains(each))
                .toList();
        if (!strategies.isEmpty()) {
            schema.addProperty("x-kubernetes-patch-strategy", String.join(",", strategies));
        }
    }

    private JsonObject value(FieldType type) {
        return switch (type.form()) {
            case STRING -> typed(STRING);
            case INT32 -> formatted("integer", "int32");
            case INT64 -> formatted("integer", "int64");
            case DOUBLE -> formatted("number", "double");
            case BOOL -> typed("boolean");
            case BYTES -> formatted(STRING, "byte");
            case TIME -> scalar("apis.meta.v1.Time", formatted(STRING, "date-time"));
            case MICRO_TIME -> scalar("apis.meta.v1.MicroTime", formatted(STRING, "date-time"));
            case QUANTITY -> scalar("api.resource.Quantity", either(STRING, "number"));
            case INT_OR_STRING -> scalar("util.intstr.IntOrString", intOrString());
            case STRINGS -> list(typed(STRING));
            case RAW, SCHEMA_OR_BOOL, SCHEMA_OR_ARRAY, SCHEMA_OR_STRING_ARRAY -> anything();
            case OBJECT -> {
                TypeFacts facts = table.type(type.reference());
                open.add(facts);
                yield referring(facts.name().openApi());
            }
        };
    }

    private JsonObject scalar(String name, JsonObject schema) {
        schemas.putIfAbsent(SCALARS + name, schema);
        return referring(SCALARS + name);
    }

    /** Beside a reference nothing else may stand; within one of several schemas it may. */
    private JsonObject referring(String name) {
        JsonArray all = new JsonArray();
        all.add(reference(name));
        return Json.object("allOf", all);
    }

    private static JsonObject either(String one, String other) {
        JsonArray either = new JsonArray();
        either.add(typed(one));
        either.add(typed(other));
        return Json.object("oneOf", either);
    }

    private static JsonObject intOrString() {
        JsonObject schema = either("integer", STRING);
        schema.addProperty("format", "int-or-string");
        return schema;
    }

    private static JsonObject anything() {
        JsonObject schema = new JsonObject();
        schema.addProperty("x-kubernetes-preserve-unknown-fields", true);
        return schema;
    }

    static JsonObject typed(String type) {
        JsonObject schema = new JsonObject();
        schema.addProperty(TYPE, type);
        return schema;
    }

    private static JsonObject formatted(String type, String format) {
        JsonObject schema = typed(type);
        schema.addProperty("format", format);
        return schema;
    }
}
