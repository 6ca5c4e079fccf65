package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Unanswered;
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
 * Puts what expressions of a program stand for in their places: <code>${…}</code> stands for a value, for the default of a
 * configuration, for a variable or for a property of another resource, and two dollars for one. What a program has to be run for, such
 * as its functions and what AWS chooses, is not known. Not thread-safe.
 */
final class PulumiExpressions {

    /** More than anybody writes, and little enough to be worked out in no time. */
    private static final int MOST_STEPS = 100_000;

    private static final int LONGEST_TEXT = 10_000;

    /** Each step to another value takes some of the stack. */
    private static final int LONGEST_WAY = 100;

    /** What Go's reader of YAML takes for a number, and what stays as it is written although it is one. */
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0[xX][0-9a-fA-F_]+|0[oObB][0-7_]+|(\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9_]+)?"
                    + "|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");

    private static final Pattern ONE_WAY =
            Pattern.compile("-?(0|[1-9][0-9]{0,14})|-?(0|[1-9][0-9]{0,6})\\.[0-9]{0,6}[1-9]");

    private final Members root;
    private final Map<String, String> values;
    private final Map<String, PulumiResource> resources;
    private final Set<String> open = new HashSet<>();
    private int steps;

    /**
     * Starts with no expression looked at.
     *
     * @param root the program
     * @param values what was given, by expression
     * @param resources its resources by name, which may be filled later
     */
    PulumiExpressions(Members root, Map<String, String> values, Map<String, PulumiResource> resources) {
        this.root = root;
        this.values = values;
        this.resources = resources;
    }

    /** What a value is, without what is {@code null}. */
    Field known(Field field) throws Unanswered {
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
                    throw new Unanswered("uses " + PlainText.of(member.getKey()) + ", which only Pulumi can evaluate");
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
            throw new Unanswered("has a list or a mapping within " + PlainText.of(within));
        }
        return value.text().orElse("");
    }

    private Field answer(Field at, String expression) throws Unanswered {
        String given = values.get(expression);
        if (given != null) {
            Field answer = at.withText(given);
            if (isSecret(expression)) {
                answer.hide();
            }
            return answer;
        }
        if (isSecret(expression)) {
            throw new Unanswered(
                    "takes " + PlainText.of(expression) + ", which is configured as a secret, and is not read;"
                            + " give a value for " + PlainText.of(expression));
        }
        Field field = said(expression)
                .orElseThrow(() -> new Unanswered("nothing says what " + PlainText.of(expression)
                        + " is; give a value for " + PlainText.of(expression)));
        if (!open.add(expression)) {
            throw new Unanswered("goes in a circle at " + PlainText.of(expression));
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
                .or(() -> configuration()
                        .flatMap(config -> config.member(expression))
                        .flatMap(PulumiExpressions::configured))
                .filter(field -> !field.isEmpty());
    }

    private boolean isSecret(String expression) {
        return configuration()
                .flatMap(config -> config.member(expression))
                .flatMap(config -> config.member("secret"))
                .filter(flag -> !flag.isEmpty())
                .filter(flag ->
                        !flag.isText() || flag.text().filter("false"::equals).isEmpty())
                .isPresent();
    }

    private Optional<Field> configuration() {
        return root.field("config").or(() -> root.field("configuration"));
    }

    private static Optional<Field> configured(Field config) {
        return config.isMapping() ? config.member("default").or(() -> config.member("value")) : Optional.of(config);
    }
}
