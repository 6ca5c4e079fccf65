package io.github.accessentries.testkit.internal.kubernetes.table;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes objects as tables, and as their metadata alone. */
public final class Tables {

    private static final String META = "meta.k8s.io/v1";
    private static final ResourceType OPTIONS = new ResourceType(
            "meta.k8s.io", "v1", "", "TableOptions", "", false, List.of(), List.of(), Set.of(), Set.of());

    private Tables() {}

    /** What comes with each row. */
    public enum Include {
        /** Nothing. */
        NONE,
        /** The object's metadata. */
        METADATA,
        /** The whole object. */
        OBJECT;

        /**
         * Reads the parameter {@code includeObject}.
         *
         * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if there is no such choice
         */
        public static Include of(Optional<String> parameter) {
            return switch (parameter.orElse("")) {
                case "", "Metadata" -> METADATA;
                case "None" -> NONE;
                case "Object" -> OBJECT;
                default ->
                    throw ApiFaults.invalid(
                            OPTIONS,
                            "",
                            List.of(Cause.invalid(
                                    "includeObject",
                                    new JsonPrimitive(parameter.orElse("")).toString(),
                                    "must be 'Metadata', 'Object', 'None', or empty")));
            };
        }
    }

    /**
     * Writes a table.
     *
     * @param columns those of the kind, see {@link Columns#of}
     * @param objects one for each row
     * @param metadata that of the list, or of the one object's version
     * @param include what comes with each row
     * @param now the time on the cluster, from which ages are counted
     * @param headed whether the columns are described; a watch does so with its first event only
     */
    public static JsonObject table(
            List<Column> columns,
            List<KubeObject> objects,
            JsonObject metadata,
            Include include,
            Instant now,
            boolean headed) {
        JsonObject table = new JsonObject();
        table.addProperty("kind", "Table");
        table.addProperty("apiVersion", META);
        table.add("metadata", metadata);
        JsonArray definitions = new JsonArray();
        columns.forEach(column -> definitions.add(column.definition()));
        table.add("columnDefinitions", headed ? definitions : JsonNull.INSTANCE);
        JsonArray rows = new JsonArray(objects.size());
        objects.forEach(object -> rows.add(row(columns, object, include, now)));
        table.add("rows", rows);
        return table;
    }

    private static JsonObject row(List<Column> columns, KubeObject object, Include include, Instant now) {
        Row row = new Row(object.json(), now);
        JsonArray cells = new JsonArray(columns.size());
        columns.forEach(column -> cells.add(column.cell(row)));
        JsonObject json = new JsonObject();
        json.add("cells", cells);
        json.add("object", with(object, include));
        return json;
    }

    private static JsonElement with(KubeObject object, Include include) {
        return switch (include) {
            case NONE -> JsonNull.INSTANCE;
            case METADATA -> metadata(object);
            case OBJECT -> object.json();
        };
    }

    /** Writes the metadata of one object. */
    public static JsonObject metadata(KubeObject object) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "PartialObjectMetadata");
        json.addProperty("apiVersion", META);
        json.add("metadata", object.metadata());
        return json;
    }

    /** Writes the metadata of many objects. */
    public static JsonObject metadataList(List<KubeObject> objects, JsonObject metadata) {
        JsonObject list = new JsonObject();
        list.addProperty("kind", "PartialObjectMetadataList");
        list.addProperty("apiVersion", META);
        list.add("metadata", metadata);
        JsonArray items = new JsonArray(objects.size());
        objects.forEach(object -> items.add(metadata(object)));
        list.add("items", items);
        return list;
    }
}
