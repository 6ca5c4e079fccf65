package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A program of Pulumi YAML. Built from the syntax of pulumi-yaml. */
final class PulumiProgram implements PulumiDocument {

    private static final Set<String> PROVIDERS = Set.of("pulumi:providers:aws", "pulumi:providers:aws-native");
    private static final Set<String> CONFIGURED_TAGS = Set.of("aws:defaultTags", "aws-native:defaultTags");

    private final Members root;
    private final Gathering gathering;
    private final Map<String, PulumiResource> resources = new LinkedHashMap<>();
    private final PulumiExpressions expressions;

    private PulumiProgram(Members root, Map<String, String> values, Gathering gathering) {
        this.root = root;
        this.gathering = gathering;
        this.expressions = new PulumiExpressions(root, values, resources);
    }

    /** The program that a document holds; empty if it holds none. */
    static Optional<PulumiProgram> of(Field root, Map<String, String> values, Gathering gathering) {
        Optional<Field> resources = root.member("resources").filter(Field::isMapping);
        return resources.map(field -> {
            PulumiProgram program = new PulumiProgram(Members.ofAny(root), values, gathering);
            field.members().forEach(program::add);
            List.of("config", "configuration").forEach(program::tellConfiguredTags);
            program.root.field("components").filter(Field::isMapping).ifPresent(program::tellComponents);
            return program;
        });
    }

    private void add(String name, Field resource) {
        Members members = Members.ofAny(resource);
        Optional<String> type = members.required("type").map(text -> longForm(text.value()));
        if (type.isEmpty()) {
            return;
        }
        Field properties =
                members.field("properties").filter(field -> !field.isEmpty()).orElse(resource.withMembers(Map.of()));
        if (PROVIDERS.contains(type.get())) {
            properties.member("defaultTags").ifPresent(this::tellDefaultTags);
        }
        Optional<Field> read = members.field("get");
        if (PulumiResource.isAccess(type.get())) {
            tellWhatOthersChange(name, members);
        }
        resources.put(
                name,
                new PulumiResource(
                        resource,
                        type.get(),
                        name,
                        name,
                        read.map(get -> get.member("state")
                                        .filter(Field::isMapping)
                                        .orElse(get.withMembers(Map.of())))
                                .orElse(properties),
                        read.flatMap(get -> get.member("id")),
                        provider(members),
                        Optional.empty(),
                        Optional.empty(),
                        read.isPresent(),
                        read.map(get -> PulumiResource.ONLY_READ)));
    }

    private static Optional<String> provider(Members resource) {
        return resource.field("options")
                .flatMap(options -> options.member("provider"))
                .filter(Field::isText)
                .flatMap(Field::text)
                .map(text -> text.replaceAll("^\\$\\{|}$", ""));
    }

    private void tellConfiguredTags(String section) {
        root.field(section)
                .filter(Field::isMapping)
                .ifPresent(config -> config.members().entrySet().stream()
                        .filter(member -> CONFIGURED_TAGS.contains(member.getKey()))
                        .forEach(member -> tellDefaultTags(member.getValue())));
    }

    private void tellDefaultTags(Field tags) {
        gathering.omit(
                tags,
                "the provider gives these tags to each entry that it makes, and a plan for this access would take them"
                        + " away; write them on the entries, or read the exported stack");
    }

    /** What Pulumi makes once and then leaves to others is carried over as it is made. */
    private void tellWhatOthersChange(String name, Members members) {
        Optional<Field> ignored = members.field("options")
                .flatMap(options -> options.member("ignoreChanges"))
                .filter(field -> !field.isEmpty());
        ignored.ifPresent(changes -> gathering.omit(
                changes,
                PlainText.of(name) + " is carried over as Pulumi makes it, but it ignores changes of "
                        + PlainText.names((changes.isList() ? changes.items() : List.of(changes))
                                .stream()
                                        .filter(Field::isText)
                                        .flatMap(change -> change.text().stream())
                                        .toList())
                        + ", so that others may change them"));
    }

    /** A component is made as often, and with such values, as somebody uses it. */
    private void tellComponents(Field components) {
        components
                .members()
                .forEach((name, component) -> component
                        .member("resources")
                        .filter(Field::isMapping)
                        .map(Field::members)
                        .orElse(Map.of())
                        .forEach((part, resource) -> {
                            String type = resource.member("type")
                                    .filter(Field::isText)
                                    .flatMap(Field::text)
                                    .map(PulumiProgram::longForm)
                                    .orElse("");
                            if (PulumiResource.isAccess(type) || PulumiOtherAccess.isLookedAt(type)) {
                                gathering.omit(
                                        resource,
                                        PlainText.of(part) + " is a part of the component " + PlainText.of(name)
                                                + ", of which only Pulumi knows what it makes; read the exported stack");
                            }
                        }));
    }

    /** Programs may leave out the module's file, and write {@code aws:eks:AccessEntry}. */
    private static String longForm(String type) {
        String[] parts = type.split(":", -1);
        if (parts.length != 3 || !parts[0].equals("aws") || parts[1].contains("/") || parts[2].isEmpty()) {
            return type;
        }
        return parts[0] + ":" + parts[1] + "/" + Character.toLowerCase(parts[2].charAt(0)) + parts[2].substring(1) + ":"
                + parts[2];
    }

    @Override
    public List<PulumiResource> resources() {
        return List.copyOf(resources.values());
    }

    @Override
    public Optional<PulumiResource> resource(String address) {
        return Optional.ofNullable(resources.get(address));
    }

    /** An expression has one value. */
    @Override
    public boolean isSameAsWritten(String written) {
        return !written.isEmpty();
    }

    @Override
    public boolean hasPartsOfComponents() {
        return false;
    }

    @Override
    public Field known(PulumiResource resource, Field property) throws Unanswered {
        return expressions.known(property);
    }
}
