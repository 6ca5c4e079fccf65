package io.github.accessentries.testkit.internal.kubernetes.table;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.function.Function;

/** A column of a table, and how its cells are read from objects. Immutable. */
public final class Column {

    /** Shown by {@code kubectl get -o wide} only. */
    private static final int WIDE = 1;

    /** The name of the object. */
    static final Column NAME =
            new Column("Name", "string", "name", 0, row -> new JsonPrimitive(row.text("metadata.name")));

    /** How long ago the object was made. */
    static final Column AGE = text("Age", row -> row.age("metadata.creationTimestamp"));

    /** When the object was made. */
    static final Column CREATED_AT =
            new Column("Created At", "date", "", 0, row -> new JsonPrimitive(row.text("metadata.creationTimestamp")));

    private final String name;
    private final String type;
    private final String format;
    private final String description;
    private final int priority;
    private final Function<Row, JsonElement> cell;

    private Column(String name, String type, String format, int priority, Function<Row, JsonElement> cell) {
        this(name, type, format, "", priority, cell);
    }

    private Column(
            String name,
            String type,
            String format,
            String description,
            int priority,
            Function<Row, JsonElement> cell) {
        this.name = name;
        this.type = type;
        this.format = format;
        this.description = description;
        this.priority = priority;
        this.cell = cell;
    }

    static Column text(String name, Function<Row, String> cell) {
        return new Column(name, "string", "", 0, row -> new JsonPrimitive(cell.apply(row)));
    }

    static Column number(String name, Function<Row, Long> cell) {
        return new Column(name, "integer", "", 0, row -> new JsonPrimitive(cell.apply(row)));
    }

    static Column wide(String name, Function<Row, String> cell) {
        return new Column(name, "string", "", WIDE, row -> new JsonPrimitive(cell.apply(row)));
    }

    /**
     * A column that a custom resource definition asks for.
     *
     * @param definition an element of {@code additionalPrinterColumns}
     * @throws IllegalArgumentException if its path cannot be followed
     */
    public static Column of(JsonObject definition) {
        Row told = new Row(definition, Instant.EPOCH);
        String type = told.text("type");
        SimplePath path = SimplePath.parse(told.text("jsonPath"));
        return new Column(
                told.text("name"),
                type,
                told.text("format"),
                told.text("description"),
                (int) told.number("priority"),
                row -> path.first(row.json())
                        .map(value -> cell(type, value, row))
                        .orElse(JsonNull.INSTANCE));
    }

    private static JsonElement cell(String type, JsonElement value, Row row) {
        JsonPrimitive primitive = value instanceof JsonPrimitive scalar ? scalar : null;
        return switch (type) {
            case "string" -> new JsonPrimitive(primitive == null ? value.toString() : primitive.getAsString());
            case "date" ->
                primitive == null
                        ? JsonNull.INSTANCE
                        : new JsonPrimitive(Age.since(primitive.getAsString(), row.now()));
            case "boolean" -> primitive != null && primitive.isBoolean() ? primitive : JsonNull.INSTANCE;
            default -> primitive != null && primitive.isNumber() ? primitive : JsonNull.INSTANCE;
        };
    }

    JsonElement cell(Row row) {
        return cell.apply(row);
    }

    JsonObject definition() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("type", type);
        json.addProperty("format", format);
        json.addProperty("description", description);
        json.addProperty("priority", priority);
        return json;
    }

    @Override
    public String toString() {
        return name;
    }
}
