package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Shape;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.List;
import java.util.Map;

/** Takes a value of a type of the table. For one object only: it collects what that has too much. */
final class TypedDecoder {

    private static final List<String> TYPE_META = List.of("apiVersion", "kind");

    private final TypeTable table = TypeTable.get();
    private final List<String> problems;

    TypedDecoder(List<String> problems) {
        this.problems = problems;
    }

    JsonObject decode(JsonObject object, TypeFacts type) {
        return object(object, type, FieldPath.ROOT);
    }

    private JsonObject object(JsonObject given, TypeFacts type, FieldPath path) {
        Map<String, Field> fields = type.inJson(table);
        for (String name : given.keySet()) {
            if (!fields.containsKey(name) && !(type.isTyped() && TYPE_META.contains(name))) {
                problems.add("unknown field \"" + path.child(name) + "\"");
            }
        }
        JsonObject taken = new JsonObject();
        if (type.isTyped()) {
            for (String name : TYPE_META) {
                JsonElement value = given.get(name);
                if (value != null && !value.isJsonNull()) {
                    ScalarForms.require(value, Form.STRING, type, path.child(name));
                    taken.add(name, value);
                }
            }
        }
        for (Field field : fields.values()) {
            JsonElement value = given.get(field.name());
            if (value == null || value.isJsonNull()) {
                addIfAlwaysThere(taken, field);
            } else {
                JsonElement fit = value(value, field.type(), type, path.child(field.name()));
                if (field.type().pointer() || field.isAlwaysWritten() || !isEmpty(fit, field.type())) {
                    taken.add(field.name(), fit);
                }
            }
        }
        return taken;
    }

    /** An object that is no pointer is never nothing. */
    private void addIfAlwaysThere(JsonObject taken, Field field) {
        FieldType type = field.type();
        if (type.form() == Form.OBJECT && type.shape() == Shape.ONE && !type.pointer()) {
            taken.add(field.name(), empty(type));
        }
    }

    private JsonObject empty(FieldType type) {
        return object(new JsonObject(), table.type(type.reference()), FieldPath.ROOT);
    }

    private JsonElement value(JsonElement given, FieldType type, TypeFacts holder, FieldPath path) {
        return switch (type.shape()) {
            case LIST -> list(given, type, holder, path);
            case MAP -> map(given, type, holder, path);
            case ONE -> one(given, type, holder, path);
        };
    }

    private JsonElement list(JsonElement given, FieldType type, TypeFacts holder, FieldPath path) {
        if (!(given instanceof JsonArray array)) {
            throw ScalarForms.unfit(given, type, holder, path);
        }
        JsonArray taken = new JsonArray(array.size());
        for (int index = 0; index < array.size(); index++) {
            taken.add(element(array.get(index), type.single(), holder, path.index(index)));
        }
        return taken;
    }

    private JsonElement map(JsonElement given, FieldType type, TypeFacts holder, FieldPath path) {
        if (!(given instanceof JsonObject object)) {
            throw ScalarForms.unfit(given, type, holder, path);
        }
        JsonObject taken = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            taken.add(entry.getKey(), element(entry.getValue(), type.single(), holder, path.child(entry.getKey())));
        }
        return taken;
    }

    /** In a list or map, null is the empty value. */
    private JsonElement element(JsonElement given, FieldType type, TypeFacts holder, FieldPath path) {
        if (!given.isJsonNull()) {
            return one(given, type, holder, path);
        }
        return switch (type.form()) {
            case OBJECT -> empty(type);
            case BOOL -> new JsonPrimitive(false);
            case INT32, INT64, DOUBLE, INT_OR_STRING -> new JsonPrimitive(0);
            case QUANTITY -> new JsonPrimitive("0");
            case STRINGS -> new JsonArray();
            case STRING, BYTES -> new JsonPrimitive("");
            case TIME, MICRO_TIME, RAW, SCHEMA_OR_BOOL, SCHEMA_OR_ARRAY, SCHEMA_OR_STRING_ARRAY -> JsonNull.INSTANCE;
        };
    }

    private JsonElement one(JsonElement given, FieldType type, TypeFacts holder, FieldPath path) {
        if (type.form() != Form.OBJECT) {
            return ScalarForms.require(given, type.form(), holder, path);
        }
        if (!(given instanceof JsonObject object)) {
            throw ScalarForms.unfit(given, type, holder, path);
        }
        return object(object, table.type(type.reference()), path);
    }

    private static boolean isEmpty(JsonElement value, FieldType type) {
        return switch (type.shape()) {
            case LIST -> value.getAsJsonArray().isEmpty();
            case MAP -> value.getAsJsonObject().isEmpty();
            case ONE -> value instanceof JsonPrimitive primitive && isZero(primitive, type.form());
        };
    }

    private static boolean isZero(JsonPrimitive value, Form form) {
        return switch (form) {
            case STRING, BYTES -> value.getAsString().isEmpty();
            case BOOL -> !value.getAsBoolean();
            case INT32, INT64, DOUBLE -> value.getAsDouble() == 0;
            default -> false;
        };
    }
}
