package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.custom.CustomTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.BuiltInSchemas;
import io.github.accessentries.testkit.internal.kubernetes.schema.CrdSchema;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schemas;
import io.github.accessentries.testkit.internal.kubernetes.selector.BuiltInFields;
import io.github.accessentries.testkit.internal.kubernetes.selector.SelectableFields;
import io.github.accessentries.testkit.internal.kubernetes.table.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of kinds beside their names.
 *
 * @param customSchemas the schemas of kinds that are not Kubernetes' own
 * @param fields by which fields objects can be selected
 * @param columns how tables show them
 */
public record KindFacts(Schemas customSchemas, SelectableFields fields, Function<ResourceType, List<Column>> columns) {

    /** What is known of Kubernetes' own kinds, and of those that definitions add. */
    public static KindFacts of(CustomTypes types) {
        BuiltInFields builtIn = new BuiltInFields();
        return new KindFacts(
                type -> types.openApi(type).map(CrdSchema::of),
                type -> {
                    Set<String> fields = new HashSet<>(builtIn.of(type));
                    fields.addAll(types.selectableFields(type));
                    return fields;
                },
                types::columns);
    }

    /** The schemas of all kinds. */
    Schemas schemas() {
        return type -> BuiltInSchemas.get().of(type).or(() -> customSchemas.of(type));
    }
}
