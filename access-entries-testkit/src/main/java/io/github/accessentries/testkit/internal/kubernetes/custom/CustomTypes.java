package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.kubernetes.table.Column;
import io.github.accessentries.testkit.internal.kubernetes.table.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of Kubernetes itself, and those that the definitions in a store add. A kind is there when its definition is
 * stored, and goes with it, and so do its objects. Thread-safe.
 */
public final class CustomTypes implements ResourceTypes {

    private final ResourceTypes builtIn;
    private final ObjectStore store;
    private volatile Known known;

    /** What is known at a moment. */
    private record Known(List<ResourceType> all, Map<ResourceType, CustomDefinition> definitions) {}

    /**
     * Follows the definitions in a store.
     *
     * @param builtIn the kinds of Kubernetes itself
     * @param store the objects
     */
    public CustomTypes(ResourceTypes builtIn, ObjectStore store) {
        this.builtIn = builtIn;
        this.store = store;
        this.known = read();
        store.listen((resource, key, before, after) -> {
            if (resource.equals(CustomDefinition.DEFINITIONS)) {
                known = read();
                if (after.isEmpty()) {
                    before.map(CustomDefinition::of).ifPresent(this::removeObjects);
                }
            }
        });
    }

    private Known read() {
        List<ResourceType> all = new ArrayList<>(builtIn.all());
        Map<ResourceType, CustomDefinition> definitions = new HashMap<>();
        for (KubeObject object : store.list(CustomDefinition.DEFINITIONS, "")) {
            CustomDefinition definition = CustomDefinition.of(object);
            if (definition.isEstablished()) {
                all.addAll(definition.types());
                definition.types().forEach(type -> definitions.put(type, definition));
            }
        }
        return new Known(List.copyOf(all), Map.copyOf(definitions));
    }

    private void removeObjects(CustomDefinition definition) {
        for (KubeObject object : store.list(definition.groupResource(), "")) {
            store.write(
                    definition.groupResource(),
                    new ObjectKey(object.namespace(), object.name()),
                    before -> Optional.empty());
        }
    }

    @Override
    public List<ResourceType> all() {
        return known.all();
    }

    @Override
    public Optional<ResourceType> find(String group, String version, String resource) {
        Optional<ResourceType> own = builtIn.find(group, version, resource);
        return own.isPresent() || known.definitions().isEmpty()
                ? own
                : ResourceTypes.super.find(group, version, resource);
    }

    @Override
    public Optional<ResourceType> ofKind(String apiVersion, String kind) {
        Optional<ResourceType> own = builtIn.ofKind(apiVersion, kind);
        return own.isPresent() || known.definitions().isEmpty() ? own : ResourceTypes.super.ofKind(apiVersion, kind);
    }

    /** Whether a definition added a kind. */
    public boolean isCustom(ResourceType type) {
        return known.definitions().containsKey(type);
    }

    /** The columns of a kind, a custom one or not. */
    public List<Column> columns(ResourceType type) {
        CustomDefinition definition = known.definitions().get(type);
        return definition == null
                ? Columns.of(type)
                : definition.version(type.version()).map(definition::columns).orElse(Columns.OF_ANY);
    }

    /** The {@code openAPIV3Schema} of a kind; empty for kinds that are none of a definition. */
    public Optional<JsonObject> openApi(ResourceType type) {
        return version(type).map(version -> Member.object(Member.object(version, "schema"), "openAPIV3Schema"));
    }

    /** The fields by which a definition lets the objects of a kind be selected, for example {@code spec.color}. */
    public Set<String> selectableFields(ResourceType type) {
        Set<String> fields = new LinkedHashSet<>();
        version(type)
                .ifPresent(version -> Member.objects(version, "selectableFields")
                        .forEach(field ->
                                fields.add(Member.text(field, "jsonPath").replaceFirst("^\\.", ""))));
        return fields;
    }

    private Optional<JsonObject> version(ResourceType type) {
        CustomDefinition definition = known.definitions().get(type);
        return definition == null ? Optional.empty() : definition.version(type.version());
    }

    /** What the definition of a kind says of its objects; empty for kinds that are none of a definition. */
    Optional<StructuralSchema> structure(ResourceType type) {
        CustomDefinition definition = known.definitions().get(type);
        return definition == null
                ? Optional.empty()
                : definition.version(type.version()).map(definition::schema);
    }
}
