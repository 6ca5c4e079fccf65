package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the resources about access in a configuration in Terraform's JSON syntax, or in what it shows of a state or plan. */
final class TerraformDocument {

    private final Map<String, String> values = new HashMap<>();
    private final List<TerraformResource> resources = new ArrayList<>();
    private final Field root;

    TerraformDocument(Document document, Map<String, String> given) {
        this.root = document.root();
        Optional<Field> state = root.member("values").or(() -> root.member("planned_values"));
        if (state.isPresent()) {
            state.get().member("root_module").ifPresent(this::findInModule);
        } else if (root.member("resource").isPresent()) {
            findDefaults();
            values.putAll(given);
            findInConfiguration(root.member("resource").get());
        } else {
            root.fault("has neither resource nor values, so it is neither a configuration of Terraform nor a state");
        }
    }

    /** The resources, entries before the associations that may refer to them. */
    List<TerraformResource> resources() {
        return resources;
    }

    private void findInModule(Field module) {
        module.member("resources")
                .ifPresent(list -> list.items().forEach(resource -> {
                    String type = resource.member("type").flatMap(Field::text).orElse("");
                    boolean data = resource.member("mode")
                            .flatMap(Field::text)
                            .orElse("")
                            .equals("data");
                    if (!data && isAboutAccess(type)) {
                        resource.member("values")
                                .ifPresent(body -> resources.add(new TerraformResource(type, body, null)));
                    }
                }));
        module.member("child_modules").ifPresent(list -> list.items().forEach(this::findInModule));
    }

    private static boolean isAboutAccess(String type) {
        return type.equals(TerraformResource.ENTRY) || type.equals(TerraformResource.ASSOCIATION);
    }

    private void findDefaults() {
        root.member("variable")
                .ifPresent(variables -> variables
                        .members()
                        .forEach((name, body) -> blocks(body)
                                .forEach(block ->
                                        block.member("default").ifPresent(value -> keep("var." + name, value)))));
        root.member("locals")
                .ifPresent(locals -> blocks(locals)
                        .forEach(block -> block.members().forEach((name, value) -> keep("local." + name, value))));
    }

    /** Only plain texts; what is itself made of others has to be given. */
    private void keep(String name, Field value) {
        if (!value.isMapping() && !value.isList() && !value.isEmpty()) {
            value.text().filter(text -> !text.contains("${")).ifPresent(text -> values.put(name, text));
        }
    }

    /** The JSON syntax has one block as a mapping, and may have it as a list of mappings. */
    private static List<Field> blocks(Field field) {
        return field.isList() ? field.items() : List.of(field);
    }

    private void findInConfiguration(Field types) {
        for (String type : List.of(TerraformResource.ENTRY, TerraformResource.ASSOCIATION)) {
            types.member(type)
                    .ifPresent(named -> named.members()
                            .forEach((name, body) ->
                                    blocks(body).forEach(block -> findInConfiguration(type, name, block))));
        }
    }

    private void findInConfiguration(String type, String name, Field block) {
        TerraformTemplates templates = new TerraformTemplates(values);
        resources.add(new TerraformResource(type, block, templates));
        if (type.equals(TerraformResource.ENTRY)) {
            for (String argument : List.of("cluster_name", "principal_arn")) {
                block.member(argument).filter(field -> !field.isEmpty()).ifPresent(field -> {
                    try {
                        templates
                                .evaluate(field)
                                .text()
                                .ifPresent(text -> values.putIfAbsent(type + "." + name + "." + argument, text));
                    } catch (Unanswered unknown) {
                        // Told where the resource itself is read; whoever refers to it will not be carried over either.
                        values.remove(type + "." + name + "." + argument);
                    }
                });
            }
        }
    }
}
