package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Shape;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** What single values may be, and what is said of others. No refusal quotes the value, which may be secret. */
final class ScalarForms {

    private static final Pattern QUANTITY = Pattern.compile("[+-]?[0-9.]+([eEinumkKMGTP]*[-+]?[0-9]*)");
    private static final String QUANTITY_RULE =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private ScalarForms() {}

    /** The value as Kubernetes writes it. */
    static JsonElement require(JsonElement given, Form form, TypeFacts holder, FieldPath path) {
        return switch (form) {
            case STRING -> fit(given, isText(given), form, holder, path);
            case BOOL -> fit(given, given instanceof JsonPrimitive value && value.isBoolean(), form, holder, path);
            case DOUBLE -> fit(given, isNumber(given), form, holder, path);
            case INT32 -> fit(given, isWhole(given, Integer.SIZE), form, holder, path);
            case INT64 -> fit(given, isWhole(given, Long.SIZE), form, holder, path);
            case INT_OR_STRING -> fit(given, isText(given) || isWhole(given, Integer.SIZE), form, holder, path);
            case BYTES -> bytes(fit(given, isText(given), form, holder, path));
            case TIME, MICRO_TIME -> time(fit(given, isText(given), form, holder, path));
            case QUANTITY -> quantity(fit(given, isText(given) || isNumber(given), form, holder, path));
            case STRINGS -> texts(given, holder, path);
            case SCHEMA_OR_BOOL, SCHEMA_OR_ARRAY, SCHEMA_OR_STRING_ARRAY, RAW -> given;
            case OBJECT -> throw new IllegalStateException("No single value: " + path);
        };
    }

    private static JsonElement fit(JsonElement given, boolean fits, Form form, TypeFacts holder, FieldPath path) {
        if (!fits) {
            throw unfit(given, new FieldType(Shape.ONE, false, form, ""), holder, path);
        }
        return given;
    }

    private static boolean isText(JsonElement given) {
        return given instanceof JsonPrimitive value && value.isString();
    }

    private static boolean isNumber(JsonElement given) {
        return given instanceof JsonPrimitive value && value.isNumber();
    }

    private static boolean isWhole(JsonElement given, int bits) {
        if (!isNumber(given) || given.getAsString().length() > Long.SIZE) {
            return false;
        }
        BigDecimal number = given.getAsBigDecimal();
        if (number.signum() != 0 && (number.stripTrailingZeros().scale() > 0 || number.scale() < -Long.SIZE)) {
            return false;
        }
        BigInteger whole = number.toBigInteger();
        return whole.bitLength() < bits;
    }

    private static JsonElement bytes(JsonElement given) {
        int fault = Base64Syntax.faultIn(given.getAsString());
        if (fault >= 0) {
            throw new UnfitValueException("illegal base64 data at input byte " + fault);
        }
        return given;
    }

    private static JsonElement time(JsonElement given) {
        String text = given.getAsString();
        try {
            if (text.isEmpty() || OffsetDateTime.parse(text).getYear() > 0) {
                return given;
            }
        } catch (DateTimeParseException e) {
            throw new UnfitValueException("parsing time as \"2006-01-02T15:04:05Z07:00\": cannot parse it");
        }
        throw new UnfitValueException("parsing time as \"2006-01-02T15:04:05Z07:00\": year is out of range");
    }

    /** A number is the text of itself. */
    private static JsonElement quantity(JsonElement given) {
        String text = given.getAsString();
        if (!QUANTITY.matcher(text).matches()) {
            throw new UnfitValueException(QUANTITY_RULE);
        }
        return isText(given) ? given : new JsonPrimitive(text);
    }

    private static JsonElement texts(JsonElement given, TypeFacts holder, FieldPath path) {
        if (!(given instanceof JsonArray array)) {
            throw unfit(given, new FieldType(Shape.LIST, false, Form.STRING, ""), holder, path);
        }
        for (int index = 0; index < array.size(); index++) {
            require(array.get(index), Form.STRING, holder, path.index(index));
        }
        return array;
    }

    /** In the words of Go's reader of JSON. */
    static UnfitValueException unfit(JsonElement given, FieldType type, TypeFacts holder, FieldPath path) {
        String field = path.text().replaceAll("\\[\\d+]", "");
        return new UnfitValueException("json: cannot unmarshal " + nameOf(given) + " into Go struct field "
                + holder.name().simpleName() + "." + field + " of type " + goType(type));
    }

    private static String nameOf(JsonElement given) {
        if (given instanceof JsonArray) {
            return "array";
        }
        if (given instanceof JsonObject) {
            return "object";
        }
        return isText(given) ? "string" : isNumber(given) ? "number" : "bool";
    }

    private static String goType(FieldType type) {
        String prefix = switch (type.shape()) {
            case LIST -> "[]";
            case MAP -> "map[string]";
            case ONE -> "";
        };
        String name = switch (type.form()) {
            case STRING -> "string";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case DOUBLE -> "float64";
            case BOOL -> "bool";
            case BYTES -> "[]uint8";
            case TIME -> "v1.Time";
            case MICRO_TIME -> "v1.MicroTime";
            case QUANTITY -> "resource.Quantity";
            case INT_OR_STRING -> "intstr.IntOrString";
            case STRINGS -> "v1.ExtraValue";
            case RAW -> "runtime.RawExtension";
            case SCHEMA_OR_BOOL, SCHEMA_OR_ARRAY, SCHEMA_OR_STRING_ARRAY -> "v1.JSONSchemaProps";
            case OBJECT -> type.reference().substring(type.reference().indexOf('/') + 1);
        };
        return prefix + name;
    }
}
