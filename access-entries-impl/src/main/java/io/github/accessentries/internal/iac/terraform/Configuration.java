package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The blocks of a configuration in Terraform's JSON syntax, by their names. */
final class Configuration {

    private static final Set<String> OTHER_KINDS =
            Set.of("terraform", "output", "moved", "import", "check", "ephemeral", "action", "provider_meta");
    private static final Set<String> KINDS =
            Set.of("variable", "locals", "provider", "resource", "data", "module", "removed");

    private final Map<String, Field> variables = new LinkedHashMap<>();
    private final Map<String, Field> locals = new LinkedHashMap<>();
    private final Map<String, Field> resources = new LinkedHashMap<>();
    private final Map<String, Field> modules = new LinkedHashMap<>();
    private final List<Field> removed = new ArrayList<>();
    private final Map<String, Field> unknown = new LinkedHashMap<>();
    private final Providers providers = new Providers();

    Configuration(Field root) {
        Blocks.forEach(root, this::take);
    }

    /** Whether a document has anything that a configuration has. */
    static boolean isOne(Field root) {
        return root.isMapping()
                && root.members().keySet().stream()
                        .anyMatch(name -> KINDS.contains(name) || OTHER_KINDS.contains(name));
    }

    private void take(String kind, Field field) {
        switch (kind) {
            case "variable" -> Blocks.labelled(field, 1, (names, body) -> keep(variables, names.get(0), body));
            case "locals" -> Blocks.forEach(field, (name, value) -> keep(locals, name, value));
            case "provider" -> Blocks.labelled(field, 1, (names, body) -> providers.take(names.get(0), body));
            case "module" -> Blocks.labelled(field, 1, (names, body) -> keep(modules, names.get(0), body));
            case "removed" -> removed.addAll(Blocks.bodies(field));
            case "resource" ->
                Blocks.labelled(field, 2, (names, body) -> keep(resources, names.get(0) + "." + names.get(1), body));
            case "data" ->
                Blocks.labelled(
                        field, 2, (names, body) -> keep(resources, "data." + names.get(0) + "." + names.get(1), body));
            default -> {
                if (!OTHER_KINDS.contains(kind)) {
                    unknown.put(kind, field);
                }
            }
        }
    }

    private static void keep(Map<String, Field> blocks, String name, Field body) {
        if (blocks.putIfAbsent(name, body) != null) {
            body.fault(name + " is there already; Terraform takes each name once, so keep one of them");
        }
    }

    Optional<Field> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Whether nobody is to see the value of a variable. */
    boolean isSecret(String variable) {
        return variable(variable)
                .map(block -> isSet(block, "sensitive") || isSet(block, "ephemeral"))
                .orElse(false);
    }

    private static boolean isSet(Field variable, String flag) {
        return variable.member(flag)
                .filter(field -> !field.isEmpty())
                .filter(field ->
                        !field.isText() || field.text().filter("false"::equals).isEmpty())
                .isPresent();
    }

    /** Sees to it that no message shows the values of variables that are sensitive. */
    void hideSecrets(Map<String, String> given) {
        variables.forEach((name, block) -> {
            Optional<String> value = Optional.ofNullable(given.get("var." + name));
            if (isSecret(name)) {
                block.member("default").ifPresent(Field::hide);
                value.map(block::withText).ifPresent(Field::hide);
            }
        });
    }

    Optional<Field> local(String name) {
        return Optional.ofNullable(locals.get(name));
    }

    /** The body of a resource, or of a data source if its type begins so. */
    Optional<Field> body(String type, String name) {
        return Optional.ofNullable(resources.get(type + "." + name));
    }

    Optional<Field> module(String name) {
        return Optional.ofNullable(modules.get(name));
    }

    Providers providers() {
        return providers;
    }

    void forEachModule(BiConsumer<String, Field> use) {
        modules.forEach(use);
    }

    /** All resources, by their types and names. */
    void forEachResource(BiConsumer<String, Field> use) {
        resources.forEach((address, body) -> {
            if (!address.startsWith("data.")) {
                use.accept(address, body);
            }
        });
    }

    /** The resources of a type, by their names. */
    void forEachOf(String type, BiConsumer<String, Field> use) {
        resources.forEach((address, body) -> {
            if (address.startsWith(type + ".")) {
                use.accept(address.substring(type.length() + 1), body);
            }
        });
    }

    /** What is no longer configured although it may still be there. */
    List<Field> removed() {
        return removed;
    }

    /** What is no kind of block that is known here. */
    void forEachUnknown(BiConsumer<String, Field> use) {
        unknown.forEach(use);
    }
}
