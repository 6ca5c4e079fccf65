package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Gathering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            program.root
                    .field("config")
                    .flatMap(config -> config.member("aws:defaultTags"))
                    .ifPresent(program::tellDefaultTags);
            return program;
        });
    }

    private void add(String name, Field resource) {
        Members members = Members.ofAny(resource);
        Optional<Text> type = members.required("type");
        if (type.isEmpty()) {
            return;
        }
        if (type.get().value().equals("pulumi:providers:aws")) {
            members.field("properties")
                    .flatMap(properties -> properties.member("defaultTags"))
                    .ifPresent(this::tellDefaultTags);
        }
        if (members.field("get").isPresent()) {
            gathering.omit(resource, name + " is only read, and made by something else");
            return;
        }
        resources.put(
                name,
                new PulumiResource(
                        resource,
                        longForm(type.get().value()),
                        name,
                        name,
                        members.field("properties")
                                .filter(field -> !field.isEmpty())
                                .orElse(resource.withMembers(Map.of())),
                        Optional.empty()));
    }

    private void tellDefaultTags(Field tags) {
        gathering.omit(
                tags,
                "the provider gives these tags to each entry that it makes, and a plan for this access would take them"
                        + " away; write them on the entries, or read the exported stack");
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
                if (member.getKey().toLowerCase(Locale.ROOT).startsWith("fn::")) {
                    throw new Unanswered("uses " + member.getKey() + ", which only Pulumi can evaluate");
                }
                if (!member.getValue().isEmpty()) {
                    members.put(member.getKey(), known(member.getValue()));
                }
            }
            return field.withMembers(members);
        }
        return field.isText() ? filled(field, field.text().orElse("")) : field;
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
