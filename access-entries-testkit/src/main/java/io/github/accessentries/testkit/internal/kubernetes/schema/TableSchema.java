package io.github.accessentries.testkit.internal.kubernetes.schema;

import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Shape;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a field or type of the table. The fields of objects are looked up when they are asked for, since types refer
 * to themselves.
 */
final class TableSchema implements Schema {

    private static final FieldType STRING = new FieldType(Shape.ONE, false, Form.STRING, "");

    private final @Nullable BuiltInSchemas schemas;
    private final FieldType fieldType;
    private final @Nullable TypeFacts object;
    private final Merge merge;
    private final List<String> mapKeys;
    private final String patchMergeKey;
    private final List<String> patchStrategies;

    private TableSchema(
            @Nullable BuiltInSchemas schemas,
            FieldType fieldType,
            @Nullable TypeFacts object,
            Merge merge,
            List<String> mapKeys,
            String patchMergeKey,
            List<String> patchStrategies) {
        this.schemas = schemas;
        this.fieldType = fieldType;
        this.object = object;
        this.merge = merge;
        this.mapKeys = mapKeys;
        this.patchMergeKey = patchMergeKey;
        this.patchStrategies = patchStrategies;
    }

    /** A text of which nothing else is known. */
    static TableSchema text() {
        return new TableSchema(null, STRING, null, Merge.ATOMIC, List.of(), "", List.of());
    }

    static TableSchema ofType(BuiltInSchemas schemas, TypeFacts type) {
        return single(
                schemas,
                new FieldType(Shape.ONE, false, Form.OBJECT, type.name().qualified()));
    }

    static TableSchema ofField(BuiltInSchemas schemas, Field field) {
        FieldType type = field.type();
        List<String> strategies = Stream.of("merge", "retainKeys", "replace")
                .filter(strategy -> strategy.equals("merge")
                        ? field.isMergedByPatch()
                        : field.marks().contains(strategy))
                .toList();
        TypeFacts object = object(schemas, type);
        return new TableSchema(
                schemas, type, object, merge(field, object), field.mapKeys(), field.patchMergeKey(), strategies);
    }

    private static TableSchema single(BuiltInSchemas schemas, FieldType type) {
        TypeFacts object = object(schemas, type);
        Merge merge = object == null || object.isAtomic() ? Merge.ATOMIC : Merge.GRANULAR;
        return new TableSchema(schemas, type, object, merge, List.of(), "", List.of());
    }

    private static @Nullable TypeFacts object(BuiltInSchemas schemas, FieldType type) {
        return type.shape() == Shape.ONE && type.form() == Form.OBJECT ? schemas.type(type.reference()) : null;
    }

    private static Merge merge(Field field, @Nullable TypeFacts object) {
        if (field.marks().contains("atomic")) {
            return Merge.ATOMIC;
        }
        return switch (field.type().shape()) {
            case ONE -> object == null || object.isAtomic() ? Merge.ATOMIC : Merge.GRANULAR;
            case MAP -> Merge.GRANULAR;
            case LIST ->
                field.marks().contains("set") ? Merge.SET : field.mapKeys().isEmpty() ? Merge.ATOMIC : Merge.KEYED;
        };
    }

    @Override
    public Type type() {
        return switch (fieldType.shape()) {
            case LIST -> Type.LIST;
            case MAP -> Type.MAP;
            case ONE -> single(fieldType.form());
        };
    }

    private static Type single(Form form) {
        return switch (form) {
            case STRING, BYTES, TIME, MICRO_TIME, QUANTITY -> Type.STRING;
            case INT32, INT64 -> Type.INTEGER;
            case DOUBLE -> Type.NUMBER;
            case BOOL -> Type.BOOLEAN;
            case INT_OR_STRING -> Type.INT_OR_STRING;
            case STRINGS -> Type.LIST;
            case RAW, SCHEMA_OR_BOOL, SCHEMA_OR_ARRAY, SCHEMA_OR_STRING_ARRAY -> Type.ANY;
            case OBJECT -> Type.OBJECT;
        };
    }

    @Override
    public Map<String, Schema> fields() {
        return schemas == null || object == null ? Map.of() : schemas.fields(object);
    }

    @Override
    public Optional<Schema> element() {
        if (schemas == null || fieldType.shape() == Shape.ONE) {
            return fieldType.form() == Form.STRINGS ? Optional.of(text()) : Optional.empty();
        }
        return Optional.of(single(schemas, fieldType.single()));
    }

    @Override
    public Merge merge() {
        return merge;
    }

    @Override
    public List<String> mapKeys() {
        return mapKeys;
    }

    @Override
    public Optional<String> patchMergeKey() {
        return patchMergeKey.isEmpty() ? Optional.empty() : Optional.of(patchMergeKey);
    }

    @Override
    public List<String> patchStrategies() {
        return patchStrategies;
    }

    @Override
    public String toString() {
        return type() + (object == null ? "" : " " + object.name().qualified());
    }
}
