package io.github.accessentries.testkit.internal.kubernetes.schema.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One type of the table. Thread-safe; what is found out later is the same for everybody. */
public final class TypeFacts {

    private final TypeName name;
    private final boolean typed;
    private final boolean atomic;
    private final List<Field> fields;
    private final Map<Integer, Field> byNumber = new HashMap<>();
    private volatile @Nullable Map<String, Field> inJson;

    private TypeFacts(TypeName name, boolean typed, boolean atomic, List<Field> fields) {
        this.name = name;
        this.typed = typed;
        this.atomic = atomic;
        this.fields = List.copyOf(fields);
        fields.forEach(field -> byNumber.put(field.number(), field));
    }

    static TypeFacts parse(TypeName name, List<String> lines) {
        String head = lines.get(0) + " ";
        List<Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            fields.add(Field.parse(line.strip(), name.section()));
        }
        return new TypeFacts(name, head.contains(" typed "), head.contains(" atomic "), fields);
    }

    /** What it is called. */
    public TypeName name() {
        return name;
    }

    /** Whether its objects say {@code apiVersion} and {@code kind}. */
    public boolean isTyped() {
        return typed;
    }

    /** Whether server-side apply sees one value in it. */
    public boolean isAtomic() {
        return atomic;
    }

    /** Its fields in the order of their numbers, as they stand in protobuf. */
    public List<Field> fields() {
        return fields;
    }

    /** The field with a number in protobuf. */
    public Optional<Field> field(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** Its fields by their names in JSON, those of inlined types included. */
    public Map<String, Field> inJson(TypeTable table) {
        Map<String, Field> known = inJson;
        if (known == null) {
            known = find(table);
            inJson = known;
        }
        return known;
    }

    private Map<String, Field> find(TypeTable table) {
        Map<String, Field> all = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.isInline()) {
                all.putAll(table.type(field.type().reference()).inJson(table));
            } else {
                all.put(field.name(), field);
            }
        }
        return Collections.unmodifiableMap(all);
    }
}
