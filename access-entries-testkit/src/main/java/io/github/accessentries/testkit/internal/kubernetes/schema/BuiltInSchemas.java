package io.github.accessentries.testkit.internal.kubernetes.schema;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of Kubernetes' own kinds, made from the table of types when they are asked for. Thread-safe. */
public final class BuiltInSchemas implements Schemas {

    private static final BuiltInSchemas ALL = new BuiltInSchemas(TypeTable.get());
    private static final TableSchema TEXT = TableSchema.text();

    private final TypeTable table;
    private final Map<String, Map<String, Schema>> fields = new ConcurrentHashMap<>();

    private BuiltInSchemas(TypeTable table) {
        this.table = table;
    }

    /** All of them. */
    public static BuiltInSchemas get() {
        return ALL;
    }

    @Override
    public Optional<Schema> of(ResourceType type) {
        return ofKind(type.apiVersion(), type.kind());
    }

    /** The schema of objects that say they are of a kind, also of one that stands at no path of its own. */
    public Optional<Schema> ofKind(String apiVersion, String kind) {
        return table.ofKind(apiVersion, kind).map(type -> TableSchema.ofType(this, type));
    }

    TypeFacts type(String qualified) {
        return table.type(qualified);
    }

    Map<String, Schema> fields(TypeFacts type) {
        String name = type.name().qualified();
        Map<String, Schema> known = fields.get(name);
        if (known == null) {
            known = Collections.unmodifiableMap(make(type));
            fields.put(name, known);
        }
        return known;
    }

    private Map<String, Schema> make(TypeFacts type) {
        Map<String, Schema> all = new LinkedHashMap<>();
        if (type.isTyped()) {
            all.put("apiVersion", TEXT);
            all.put("kind", TEXT);
        }
        for (Map.Entry<String, Field> field : type.inJson(table).entrySet()) {
            all.put(field.getKey(), TableSchema.ofField(this, field.getValue()));
        }
        return all;
    }
}
