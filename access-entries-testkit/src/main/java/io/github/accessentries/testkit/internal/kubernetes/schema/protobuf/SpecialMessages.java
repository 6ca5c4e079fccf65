package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Texts, bytes, and the messages that JSON writes in a form of its own. Empty where Kubernetes would write {@code null}.
 */
final class SpecialMessages {

    private static final String SCHEMA = "apiextensions/v1.JSONSchemaProps";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** The seconds of the first and after the last year of four digits, which are all that RFC 3339 has. */
    private static final long YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long YEAR_TEN_THOUSAND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    private final MessageReader messages;

    SpecialMessages(MessageReader messages) {
        this.messages = messages;
    }

    Optional<JsonElement> read(WireReader piece, Form form) {
        return switch (form) {
            case STRING -> Optional.of(new JsonPrimitive(piece.text()));
            case BYTES -> Optional.of(new JsonPrimitive(Base64.getEncoder().encodeToString(piece.rest())));
            case QUANTITY -> Optional.of(new JsonPrimitive(quantity(piece)));
            case INT_OR_STRING -> Optional.of(intOrString(piece));
            case TIME ->
                time(piece)
                        .map(time -> new JsonPrimitive(
                                Instant.ofEpochSecond(time.getEpochSecond()).toString()));
            case MICRO_TIME -> time(piece).map(time -> new JsonPrimitive(MICROS.format(time)));
            case STRINGS -> Optional.of(texts(fields(piece), 1));
            case RAW -> raw(piece);
            case SCHEMA_OR_BOOL -> schemaOrBool(fields(piece));
            case SCHEMA_OR_ARRAY -> schemaOrArray(fields(piece));
            case SCHEMA_OR_STRING_ARRAY -> schemaOrTexts(fields(piece));
            case INT32, INT64, DOUBLE, BOOL, OBJECT -> throw new IllegalStateException("No piece of its own: " + form);
        };
    }

    /** One field of a small message: a number, or a piece. */
    private record Part(int number, int wireType, long varint, WireReader piece) {}

    private static List<Part> fields(WireReader message) {
        List<Part> fields = new ArrayList<>();
        while (message.hasMore()) {
            long tag = message.tag();
            int number = WireReader.number(tag);
            switch (WireReader.wireType(tag)) {
                case WireReader.VARINT -> fields.add(new Part(number, WireReader.VARINT, message.varint(), message));
                case WireReader.BYTES -> fields.add(new Part(number, WireReader.BYTES, 0, message.piece()));
                default -> message.skip(tag);
            }
        }
        return fields;
    }

    private static long last(List<Part> fields, int number) {
        return fields.stream()
                .filter(field -> field.number == number && field.wireType == WireReader.VARINT)
                .reduce((first, second) -> second)
                .map(Part::varint)
                .orElse(0L);
    }

    private static Optional<WireReader> lastPiece(List<Part> fields, int number) {
        return fields.stream()
                .filter(field -> field.number == number && field.wireType == WireReader.BYTES)
                .reduce((first, second) -> second)
                .map(Part::piece);
    }

    private static String quantity(WireReader message) {
        return lastPiece(fields(message), 1)
                .map(WireReader::text)
                .filter(text -> !text.isEmpty())
                .orElse("0");
    }

    private static JsonPrimitive intOrString(WireReader message) {
        List<Part> fields = fields(message);
        return last(fields, 1) == 0
                ? new JsonPrimitive((int) last(fields, 2))
                : new JsonPrimitive(lastPiece(fields, 3).map(WireReader::text).orElse(""));
    }

    /** The time zero of Go, which JSON writes as null, is an empty message. */
    private static Optional<Instant> time(WireReader message) {
        List<Part> fields = fields(message);
        long seconds = last(fields, 1);
        long nanos = last(fields, 2);
        if (seconds == 0 && nanos == 0) {
            return Optional.empty();
        }
        if (seconds < YEAR_ONE || seconds >= YEAR_TEN_THOUSAND || nanos < 0 || nanos >= 1_000_000_000L) {
            throw message.malformed("has a time that RFC 3339 cannot say");
        }
        return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }

    private static JsonArray texts(List<Part> fields, int number) {
        JsonArray texts = new JsonArray();
        fields.stream()
                .filter(field -> field.number == number && field.wireType == WireReader.BYTES)
                .forEach(field -> texts.add(field.piece.text()));
        return texts;
    }

    private static Optional<JsonElement> raw(WireReader message) {
        return lastPiece(fields(message), 1)
                .map(WireReader::rest)
                .filter(bytes -> bytes.length > 0)
                .map(SpecialMessages::json)
                .filter(json -> !json.isJsonNull());
    }

    private static JsonElement json(byte[] bytes) {
        try {
            return StrictJson.parse(bytes, DocumentLimits.RBAC_OBJECTS);
        } catch (IOException e) {
            throw new IllegalArgumentException("the message has a raw value that is not JSON, or is too deep", e);
        }
    }

    private Optional<JsonElement> schemaOrBool(List<Part> fields) {
        return lastPiece(fields, 2).map(this::schema).or(() -> Optional.of(new JsonPrimitive(last(fields, 1) != 0)));
    }

    private Optional<JsonElement> schemaOrArray(List<Part> fields) {
        JsonArray schemas = new JsonArray();
        fields.stream()
                .filter(field -> field.number == 2 && field.wireType == WireReader.BYTES)
                .forEach(field -> schemas.add(schema(field.piece)));
        return schemas.isEmpty() ? lastPiece(fields, 1).map(this::schema) : Optional.of(schemas);
    }

    private Optional<JsonElement> schemaOrTexts(List<Part> fields) {
        JsonArray texts = texts(fields, 2);
        return texts.isEmpty() ? lastPiece(fields, 1).map(this::schema) : Optional.of(texts);
    }

    private JsonElement schema(WireReader message) {
        JsonObject schema = new JsonObject();
        messages.read(message, SCHEMA, schema);
        return schema;
    }
}
