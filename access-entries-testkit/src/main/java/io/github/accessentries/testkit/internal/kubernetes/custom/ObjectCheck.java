package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks a custom object by the schema of its definition: types, required fields, choices, patterns, bounds and lengths. */
final class ObjectCheck {

    private final List<Cause> causes = new ArrayList<>();

    private ObjectCheck() {}

    /** What is wrong with an object, its metadata aside. */
    static List<Cause> check(JsonObject object, StructuralSchema schema) {
        ObjectCheck check = new ObjectCheck();
        JsonObject bare = object.deepCopy();
        bare.remove("metadata");
        check.checkObject("", bare, schema);
        return check.causes;
    }

    private void check(String path, JsonElement value, StructuralSchema schema) {
        if (value.isJsonNull() && schema.isNullable()) {
            return;
        }
        String type = typeOf(value);
        if (!fits(value, type, schema)) {
            String wanted = schema.isIntOrString() ? "integer,string" : schema.type();
            invalid("FieldValueTypeInvalid", path, '"' + type + '"', "must be of type " + wanted + ": \"" + type + '"');
            return;
        }
        checkChoice(path, value, schema.json());
        if (value instanceof JsonObject object) {
            checkObject(path, object, schema);
        } else if (value instanceof JsonArray array) {
            checkList(path, array, schema);
        } else if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            checkText(path, primitive.getAsString(), schema.json());
        } else if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            checkNumber(path, primitive, schema.json());
        }
    }

    private static String typeOf(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isString() ? "string" : primitive.isBoolean() ? "boolean" : ofNumber(primitive);
        }
        return value.isJsonObject() ? "object" : value.isJsonArray() ? "array" : "null";
    }

    private static String ofNumber(JsonPrimitive number) {
        return decimal(number)
                        .filter(value -> value.stripTrailingZeros().scale() <= 0)
                        .isPresent()
                ? "integer"
                : "number";
    }

    /** Numbers that are too large to compute with are of no bounds. */
    private static Optional<BigDecimal> decimal(JsonPrimitive number) {
        try {
            return Optional.of(new BigDecimal(number.getAsString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(JsonElement value, String type, StructuralSchema schema) {
        if (schema.isIntOrString()) {
            return type.equals("integer") || type.equals("string");
        }
        return (schema.type().isEmpty() && !value.isJsonNull())
                || schema.type().equals(type)
                || (schema.type().equals("number") && type.equals("integer"));
    }

    private void checkChoice(String path, JsonElement value, JsonObject schema) {
        if (schema.get("enum") instanceof JsonArray choices && !choices.contains(value)) {
            causes.add(Cause.unsupported(
                    path,
                    value.toString(),
                    choices.asList().stream()
                            .map(choice -> choice.isJsonPrimitive() ? choice.getAsString() : choice.toString())
                            .toList()));
        }
    }

    private void checkObject(String path, JsonObject object, StructuralSchema schema) {
        for (String name : Member.texts(schema.json(), "required")) {
            if (!object.has(name) && !(path.isEmpty() && name.equals("metadata"))) {
                causes.add(Cause.required(below(path, name), ""));
            }
        }
        bound(path, object.size(), schema.json(), "minProperties", "maxProperties", "properties");
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            schema.field(member.getKey())
                    .ifPresent(field -> check(below(path, member.getKey()), member.getValue(), field));
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void checkList(String path, JsonArray list, StructuralSchema schema) {
        bound(path, list.size(), schema.json(), "minItems", "maxItems", "items");
        Optional<StructuralSchema> items = schema.items();
        for (int i = 0; items.isPresent() && i < list.size(); i++) {
            check(path + "[" + i + "]", list.get(i), items.get());
        }
    }

    private void bound(String path, int size, JsonObject schema, String least, String most, String what) {
        if (size < limit(schema, least, 0)) {
            invalid(path, String.valueOf(size), "should have at least " + limit(schema, least, 0) + " " + what);
        }
        long limit = limit(schema, most, Long.MAX_VALUE);
        if (size > limit) {
            causes.add(new Cause(
                    "FieldValueTooMany", path, "Too many: " + size + ": must have at most " + limit + " " + what));
        }
    }

    private static long limit(JsonObject schema, String name, long otherwise) {
        return schema.get(name) instanceof JsonPrimitive limit && limit.isNumber()
                ? decimal(limit).map(BigDecimal::longValue).orElse(otherwise)
                : otherwise;
    }

    private void checkText(String path, String text, JsonObject schema) {
        int length = text.codePointCount(0, text.length());
        String shown = new JsonPrimitive(text).toString();
        if (length < limit(schema, "minLength", 0)) {
            invalid(path, shown, "should be at least " + limit(schema, "minLength", 0) + " chars long");
        }
        if (length > limit(schema, "maxLength", Long.MAX_VALUE)) {
            causes.add(new Cause(
                    "FieldValueTooLong",
                    path,
                    "Too long: may not be more than " + limit(schema, "maxLength", 0) + " bytes"));
        }
        String pattern = Member.text(schema, "pattern");
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            invalid(path, shown, "should match '" + pattern + "'");
        }
    }

    private void checkNumber(String path, JsonPrimitive number, JsonObject schema) {
        compare(path, number, schema, "minimum", "exclusiveMinimum", -1, "greater");
        compare(path, number, schema, "maximum", "exclusiveMaximum", 1, "less");
    }

    private void compare(
            String path, JsonPrimitive number, JsonObject schema, String bound, String open, int wrong, String word) {
        if (!(schema.get(bound) instanceof JsonPrimitive limit) || !limit.isNumber()) {
            return;
        }
        Optional<BigDecimal> value = decimal(number);
        Optional<BigDecimal> wanted = decimal(limit);
        if (value.isEmpty() || wanted.isEmpty()) {
            return;
        }
        int order = value.get().compareTo(wanted.get());
        boolean isOpen = Member.isTrue(schema, open);
        if (Integer.signum(order) == wrong || (order == 0 && isOpen)) {
            String detail = "should be " + word + " than " + (isOpen ? "" : "or equal to ") + limit.getAsString();
            invalid(path, number.getAsString(), detail);
        }
    }

    private void invalid(String path, String shown, String detail) {
        invalid("FieldValueInvalid", path, shown, detail);
    }

    private void invalid(String reason, String path, String shown, String detail) {
        causes.add(new Cause(reason, path, "Invalid value: " + shown + ": " + path + " in body " + detail));
    }
}
