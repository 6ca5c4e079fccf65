package io.github.accessentries.testkit.internal.kubernetes.table;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of each kind, as kubectl shows them. */
public final class Columns {

    /** Those of kinds that say nothing of columns. */
    public static final List<Column> OF_ANY = List.of(Column.NAME, Column.AGE);

    private static final Map<String, List<Column>> BUILT_IN = new HashMap<>();

    static {
        BUILT_IN.putAll(WorkloadColumns.all());
        BUILT_IN.putAll(NetworkColumns.all());
        BUILT_IN.putAll(AccessColumns.all());
        BUILT_IN.putAll(ClusterColumns.all());
    }

    private Columns() {}

    /** Those of a kind of Kubernetes itself, or of any kind that is not known here. */
    public static List<Column> of(ResourceType type) {
        return BUILT_IN.getOrDefault(type.groupResource().toString(), OF_ANY);
    }
}
