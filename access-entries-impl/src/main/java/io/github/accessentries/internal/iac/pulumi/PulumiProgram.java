package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A program of Pulumi YAML. Built from the syntax of pulumi-yaml: <code>${…}</code> stands for a value, for the default of a
 * configuration, for a variable or for a property of another resource, and two dollars for one. What a program has to be run for, such
 * as its functions and what AWS chooses, is not known.
 */
final class PulumiProgram implements PulumiDocument {

    /** More than anybody writes, and little enough to be worked out in no time. */
    private static final int MOST_STEPS = 100_000;

    private static final int LONGEST_TEXT = 10_000;

    /** Each step to another value takes some of the stack. */
    private static final int LONGEST_WAY = 100;

    private static final Set<String> PROVIDERS = Set.of("pulumi:providers:aws", "pulumi:providers:aws-native");
    private static final Set<String> CONFIGURED_TAGS = Set.of("aws:defaultTags", "aws-native:defaultTags");

    /** What Go's reader of YAML takes for a number, and what stays as it is written although it is one. */
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0[xX][0-9a-fA-F_]+|0[oObB][0-7_]+|(\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9_]+)?"
                    + "|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");

    private static final Pattern ONE_WAY =
            Pattern.compile("-?(0|[1-9][0-9]{0,14})|-?(0|[1-9][0-9]{0,6})\\.[0-9]{0,6}[1-9]");

    private final Members root;
    private final Map<String, String> values;
    private final Gathering gathering;
    private final Map<String, PulumiResource> resources = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private int steps;

    private PulumiProgram(Members root, Map<String, String> values, Gathering gathering) {
        this.root = root;
        this.values = values;
        this.gathering = gathering;
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
            tellWhatOthersChange(name, resource, members);
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
    private void tellWhatOthersChange(String name, Field resource, Members members) {
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
        return known(property);
    }

    private Field known(Field field) throws Unanswered {
        steps++;
        if (steps > MOST_STEPS) {
            throw new Unanswered("stands for more than " + MOST_STEPS + " values in this program; write them out");
        }
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                items.add(known(item));
            }
            return field.withItems(items);
        }
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : field.members().entrySet()) {
                if (isFunction(member.getKey())) {
                    throw new Unanswered("uses " + member.getKey() + ", which only Pulumi can evaluate");
                }
                if (!member.getValue().isEmpty()) {
                    members.put(member.getKey(), known(member.getValue()));
                }
            }
            return field.withMembers(members);
        }
        if (!field.isText()) {
            return field;
        }
        String text = field.text().orElse("");
        if (field.isPlain()
                && NUMBER.matcher(text).matches()
                && !ONE_WAY.matcher(text).matches()) {
            throw new Unanswered("has " + PlainText.quoted(text)
                    + " without quotes, which Pulumi reads as a number that is written otherwise; put it into quotes");
        }
        return filled(field, text);
    }

    /** Whether a member of a mapping makes that a function. */
    static boolean isFunction(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("fn::");
    }

    private Field filled(Field at, String text) throws Unanswered {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', from)) {
            filled.append(text, from, dollar);
            if (text.startsWith("$$", dollar)) {
                filled.append('$');
                from = dollar + 2;
            } else if (text.startsWith("${", dollar)) {
                int end = text.indexOf('}', dollar);
                if (end < 0) {
                    throw new Unanswered("has ${ without an end");
                }
                Field value = answer(at, text.substring(dollar + 2, end).strip());
                from = end + 1;
                if (dollar == 0 && from == text.length()) {
                    return value;
                }
                filled.append(textOf(value, text));
            } else {
                filled.append('$');
                from = dollar + 1;
            }
            if (filled.length() > LONGEST_TEXT) {
                throw new Unanswered("becomes longer than " + LONGEST_TEXT + " characters");
            }
        }
        return from == 0
                ? at
                : at.withText(filled.append(text, from, text.length()).toString());
    }

    private static String textOf(Field value, String within) throws Unanswered {
        if (!value.isText()) {
            throw new Unanswered("has a list or a mapping within " + within);
        }
        return value.text().orElse("");
    }

    private Field answer(Field at, String expression) throws Unanswered {
        String given = values.get(expression);
        if (given != null) {
            return at.withText(given);
        }
        Field field = said(expression)
                .orElseThrow(() ->
                        new Unanswered("nothing says what " + expression + " is; give a value for " + expression));
        if (!open.add(expression)) {
            throw new Unanswered("goes in a circle at " + expression);
        }
        if (open.size() > LONGEST_WAY) {
            open.remove(expression);
            throw new Unanswered("goes through more than " + LONGEST_WAY + " other values; write them out");
        }
        try {
            return known(field).at(at);
        } finally {
            open.remove(expression);
        }
    }

    /** What the program itself says that an expression is. */
    private Optional<Field> said(String expression) {
        int dot = expression.indexOf('.');
        if (dot >= 0) {
            return Optional.ofNullable(resources.get(expression.substring(0, dot)))
                    .filter(resource -> !resource.isOnlyRead())
                    .filter(resource -> PulumiReader.KEPT_AS_WISHED.contains(expression.substring(dot + 1)))
                    .flatMap(resource -> resource.properties().member(expression.substring(dot + 1)))
                    .filter(field -> !field.isEmpty());
        }
        return root.field("variables")
                .flatMap(variables -> variables.member(expression))
                .or(() -> root.field("config")
                        .or(() -> root.field("configuration"))
                        .flatMap(config -> config.member(expression))
                        .flatMap(PulumiProgram::configured))
                .filter(field -> !field.isEmpty());
    }

    private static Optional<Field> configured(Field config) {
        return config.isMapping() ? config.member("default").or(() -> config.member("value")) : Optional.of(config);
    }
}
