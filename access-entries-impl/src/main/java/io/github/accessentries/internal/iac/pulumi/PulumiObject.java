package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ObjectsInText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A resource of the provider for Kubernetes of which only the properties say what it gives: the name that of a ConfigMap, the kind that
 * of a custom resource. Whatever else of it is unknown does not matter.
 *
 * @param document where the resource stands
 * @param resource the resource
 */
record PulumiObject(PulumiDocument document, PulumiResource resource) {

    private static final Pattern CONFIG_MAP = Pattern.compile("kubernetes:core(/v1)?:ConfigMap(Patch|List)?");
    private static final Pattern CUSTOM =
            Pattern.compile("kubernetes:apiextensions\\.k8s\\.io(/[a-z0-9]+)?:CustomResource(Patch)?");

    private static final String KIND = "kind";
    private static final String METADATA = "metadata";
    private static final String NAME = "name";
    private static final String ITEMS = "items";
    private static final String LIST = "List";

    /** Whether resources of a type are such objects. */
    static boolean isOne(String type) {
        return CONFIG_MAP.matcher(type).matches() || CUSTOM.matcher(type).matches();
    }

    /** Why it is named; empty if it lets nobody in. */
    Optional<String> reason() throws Unanswered {
        Field properties = resource.properties();
        Map<String, Field> said = new LinkedHashMap<>();
        if (CUSTOM.matcher(resource.type()).matches()) {
            for (String name : List.of("apiVersion", KIND)) {
                document.known(resource, name).ifPresent(field -> said.put(name, field));
            }
        } else {
            said.put(KIND, properties.withText(kindOfType()));
        }
        Optional<Field> metadata = metadata();
        metadata.ifPresent(field -> said.put(METADATA, field));
        document.known(resource, ITEMS)
                .filter(Field::isList)
                .ifPresent(items -> said.put(
                        ITEMS,
                        items.withItems(
                                items.items().stream().map(this::withKind).toList())));
        return ObjectsInText.reason(List.of(properties.withMembers(said)));
    }

    private String kindOfType() {
        String type = resource.type();
        return type.substring(type.lastIndexOf(':') + 1).replace("Patch", "");
    }

    /** Items of a list of one kind need not say their kind. */
    private Field withKind(Field item) {
        if (!item.isMapping() || !kindOfType().endsWith(LIST)) {
            return item;
        }
        Map<String, Field> members = new LinkedHashMap<>(item.members());
        members.put(KIND, item.withText(kindOfType().replace(LIST, "")));
        return item.withMembers(members);
    }

    /** With the name alone, if that stands by itself. */
    private Optional<Field> metadata() throws Unanswered {
        Optional<Field> written = resource.properties().member(METADATA).filter(field -> !field.isEmpty());
        Optional<Field> name =
                written.flatMap(metadata -> metadata.member(NAME)).filter(field -> !field.isEmpty());
        if (name.isPresent()) {
            return Optional.of(document.known(resource, written.get().withMembers(Map.of(NAME, name.get()))));
        }
        Optional<Field> known = document.known(resource, METADATA);
        if (known.filter(metadata -> !metadata.isMapping()).isPresent()) {
            throw new Unanswered("has metadata that are no mapping");
        }
        return known;
    }
}
