package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.table.Column;
import io.github.accessentries.testkit.internal.kubernetes.table.Columns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A custom resource definition that is in order. Immutable. */
final class CustomDefinition {

    /** The kind of the definitions themselves. */
    static final GroupResource DEFINITIONS = new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

    private final JsonObject spec;
    private final boolean isEstablished;

    private CustomDefinition(JsonObject spec, boolean isEstablished) {
        this.spec = spec;
        this.isEstablished = isEstablished;
    }

    static CustomDefinition of(KubeObject definition) {
        JsonObject status = Member.object(definition.json(), "status");
        boolean isEstablished = Member.objects(status, "conditions").stream()
                .anyMatch(condition -> Member.text(condition, "type").equals("Established")
                        && Member.text(condition, "status").equals("True"));
        return new CustomDefinition(Member.object(definition.json(), "spec"), isEstablished);
    }

    String group() {
        return Member.text(spec, "group");
    }

    GroupResource groupResource() {
        return new GroupResource(group(), Member.text(names(), "plural"));
    }

    private JsonObject names() {
        return Member.object(spec, "names");
    }

    /** All names that others of the group may not have. */
    Set<String> resourceNames() {
        Set<String> all = new LinkedHashSet<>(Member.texts(names(), "shortNames"));
        all.add(Member.text(names(), "plural"));
        all.add(Member.text(names(), "singular"));
        return all;
    }

    /** All names in objects that others of the group may not have. */
    Set<String> kinds() {
        return Set.of(Member.text(names(), "kind"), Member.text(names(), "listKind"));
    }

    boolean isEstablished() {
        return isEstablished;
    }

    /** A version that is served. */
    Optional<JsonObject> version(String name) {
        return versions().stream()
                .filter(version -> Member.text(version, "name").equals(name))
                .findFirst();
    }

    private List<JsonObject> versions() {
        return Member.objects(spec, "versions").stream()
                .filter(version -> Member.isTrue(version, "served"))
                .sorted(VersionOrder.by(version -> Member.text(version, "name")))
                .toList();
    }

    /** The kinds that it adds, one for each version that is served; the preferred version comes first. */
    List<ResourceType> types() {
        List<ResourceType> types = new ArrayList<>();
        for (JsonObject version : versions()) {
            Set<String> parts =
                    new LinkedHashSet<>(Member.object(version, "subresources").keySet());
            parts.retainAll(Set.of("status", "scale"));
            String kind = Member.text(names(), "kind");
            String singular = Member.text(names(), "singular");
            types.add(new ResourceType(
                    group(),
                    Member.text(version, "name"),
                    Member.text(names(), "plural"),
                    kind,
                    singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
                    Member.text(spec, "scope").equals("Namespaced"),
                    Member.texts(names(), "shortNames"),
                    Member.texts(names(), "categories"),
                    ResourceType.ALL_VERBS,
                    Set.copyOf(parts)));
        }
        return types;
    }

    /** The schema of a version. */
    StructuralSchema schema(JsonObject version) {
        return new StructuralSchema(Member.object(Member.object(version, "schema"), "openAPIV3Schema"));
    }

    /** The columns of a version. */
    List<Column> columns(JsonObject version) {
        List<JsonObject> definitions = Member.objects(version, "additionalPrinterColumns");
        if (definitions.isEmpty()) {
            return Columns.OF_ANY;
        }
        List<Column> columns = new ArrayList<>(List.of(Columns.OF_ANY.get(0)));
        definitions.forEach(definition -> columns.add(Column.of(definition)));
        return columns;
    }

    @Override
    public String toString() {
        return groupResource().toString();
    }
}
