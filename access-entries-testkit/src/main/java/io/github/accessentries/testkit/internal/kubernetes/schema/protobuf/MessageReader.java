package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.Optional;

/** Reads one message, and those within it, into JSON. For one message only: it counts what it makes. */
final class MessageReader {

    /** More than any honest kind nests, schemas of custom resources aside. */
    private static final int MAX_DEPTH = 100;

    /** More than fits into a body of honest objects; two bytes on the wire can be an object in memory. */
    private static final int MAX_VALUES = 500_000;

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final WireReader NOTHING = new WireReader(new byte[0], 0, 0);

    private final TypeTable table;
    private final SpecialMessages special = new SpecialMessages(this);
    private int depth;
    private int values;

    MessageReader(TypeTable table) {
        this.table = table;
    }

    /** Reads a message into an object, whose members remain where the message has none of them. */
    void read(WireReader reader, String typeName, JsonObject into) {
        if (++depth > MAX_DEPTH) {
            throw reader.malformed("is nested too deeply");
        }
        TypeFacts type = table.type(typeName);
        while (reader.hasMore()) {
            long tag = reader.tag();
            Optional<Field> field = type.field(WireReader.number(tag));
            if (++values > MAX_VALUES) {
                throw reader.malformed("has too many values");
            }
            if (field.isEmpty()) {
                reader.skip(tag);
            } else {
                read(reader, WireReader.wireType(tag), field.get(), into);
            }
        }
        depth--;
    }

    private void read(WireReader reader, int wireType, Field field, JsonObject into) {
        switch (field.type().shape()) {
            case LIST -> list(reader, wireType, field, into);
            case MAP -> entry(piece(reader, wireType), field, into);
            case ONE -> one(reader, wireType, field, into);
        }
    }

    private void one(WireReader reader, int wireType, Field field, JsonObject into) {
        FieldType type = field.type();
        if (field.isInline()) {
            read(piece(reader, wireType), type.reference(), into);
        } else if (type.form() == Form.OBJECT && into.get(field.name()) instanceof JsonObject begun) {
            // A message in several pieces is one.
            read(piece(reader, wireType), type.reference(), begun);
        } else {
            boolean zeroCounts = type.pointer() || field.isAlwaysWritten();
            value(reader, wireType, type)
                    .filter(value -> zeroCounts || !isZero(value))
                    .ifPresentOrElse(value -> into.add(field.name(), value), () -> into.remove(field.name()));
        }
    }

    private void list(WireReader reader, int wireType, Field field, JsonObject into) {
        if (!(into.get(field.name()) instanceof JsonArray)) {
            into.add(field.name(), new JsonArray());
        }
        JsonArray list = into.getAsJsonArray(field.name());
        FieldType type = field.type().single();
        if (wireType == WireReader.BYTES && isNumber(type.form())) {
            WireReader packed = reader.piece();
            while (packed.hasMore()) {
                value(packed, WireReader.VARINT, type).ifPresent(list::add);
                if (++values > MAX_VALUES) {
                    throw reader.malformed("has too many values");
                }
            }
        } else {
            value(reader, wireType, type).ifPresent(list::add);
        }
    }

    private void entry(WireReader reader, Field field, JsonObject into) {
        FieldType type = field.type().single();
        String key = "";
        Optional<JsonElement> value = Optional.empty();
        boolean hasValue = false;
        while (reader.hasMore()) {
            long tag = reader.tag();
            switch (WireReader.number(tag)) {
                case KEY -> key = piece(reader, WireReader.wireType(tag)).text();
                case VALUE -> {
                    value = value(reader, WireReader.wireType(tag), type);
                    hasValue = true;
                }
                default -> reader.skip(tag);
            }
        }
        // A value that is not sent is the empty one; none of the table's maps holds numbers.
        Optional<JsonElement> given = hasValue ? value : ofPiece(NOTHING, type);
        if (!(into.get(field.name()) instanceof JsonObject)) {
            into.add(field.name(), new JsonObject());
        }
        JsonObject map = into.getAsJsonObject(field.name());
        String name = key;
        given.ifPresent(each -> map.add(name, each));
    }

    private Optional<JsonElement> value(WireReader reader, int wireType, FieldType type) {
        Form form = type.form();
        if (isNumber(form) || form == Form.BOOL) {
            if (wireType != WireReader.VARINT) {
                throw wrongSort(reader);
            }
            return Optional.of(number(reader.varint(), form));
        }
        if (form == Form.DOUBLE) {
            if (wireType != WireReader.FIXED64) {
                throw wrongSort(reader);
            }
            return Optional.of(finite(reader));
        }
        return ofPiece(piece(reader, wireType), type);
    }

    private Optional<JsonElement> ofPiece(WireReader piece, FieldType type) {
        if (type.form() == Form.OBJECT) {
            JsonObject object = new JsonObject();
            read(piece, type.reference(), object);
            return Optional.of(object);
        }
        return special.read(piece, type.form());
    }

    private static boolean isNumber(Form form) {
        return form == Form.INT32 || form == Form.INT64;
    }

    private static JsonPrimitive number(long varint, Form form) {
        return switch (form) {
            case BOOL -> new JsonPrimitive(varint != 0);
            case INT32 -> new JsonPrimitive((int) varint);
            default -> new JsonPrimitive(varint);
        };
    }

    private static JsonPrimitive finite(WireReader reader) {
        double value = reader.fixed64();
        if (!Double.isFinite(value)) {
            throw reader.malformed("has a number that JSON cannot say");
        }
        return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
                ? new JsonPrimitive((long) value)
                : new JsonPrimitive(value);
    }

    private static WireReader piece(WireReader reader, int wireType) {
        if (wireType != WireReader.BYTES) {
            throw wrongSort(reader);
        }
        return reader.piece();
    }

    private static IllegalArgumentException wrongSort(WireReader reader) {
        return reader.malformed("has a value of another sort than its field");
    }

    private static boolean isZero(JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive)) {
            return false;
        }
        if (primitive.isString()) {
            return primitive.getAsString().isEmpty();
        }
        return primitive.isBoolean() ? !primitive.getAsBoolean() : primitive.getAsDouble() == 0;
    }
}
