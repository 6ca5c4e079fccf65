package io.github.accessentries.testkit.internal.kubernetes.selector;

import io.github.accessentries.testkit.internal.kubernetes.object.LabelSyntax;
import io.github.accessentries.testkit.internal.kubernetes.selector.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the text of a label selector, in the grammar of Kubernetes. */
final class LabelSelectorParser {

    private static final String OF_WORDS_END = " \t\r\n=!,()><";

    private final String text;
    private int position;

    LabelSelectorParser(String text) {
        this.text = text;
    }

    List<LabelRequirement> parse() throws MalformedSelectorException {
        List<LabelRequirement> requirements = new ArrayList<>();
        skipBlanks();
        while (position < text.length()) {
            requirements.add(requirement());
            skipBlanks();
            if (position == text.length()) {
                break;
            }
            expect(',', "',' or 'end of string'");
            skipBlanks();
            if (position == text.length()) {
                throw found("identifier after ','");
            }
        }
        return requirements;
    }

    private LabelRequirement requirement() throws MalformedSelectorException {
        if (take('!')) {
            skipBlanks();
            return made(key(), Operator.DOES_NOT_EXIST, Set.of());
        }
        String key = key();
        skipBlanks();
        if (position == text.length() || text.charAt(position) == ',') {
            return made(key, Operator.EXISTS, Set.of());
        }
        boolean isOfSet = OF_WORDS_END.indexOf(text.charAt(position)) < 0;
        Operator operator = isOfSet ? setOperator() : comparison();
        return made(key, operator, isOfSet ? set() : Set.of(value()));
    }

    private LabelRequirement made(String key, Operator operator, Set<String> values) throws MalformedSelectorException {
        List<String> ofKey = LabelSyntax.keyFaults(key);
        if (!ofKey.isEmpty()) {
            throw new MalformedSelectorException("key: Invalid value: \"" + key + "\": " + String.join("; ", ofKey));
        }
        for (String value : values) {
            boolean isCompared = operator == Operator.GREATER || operator == Operator.LESS;
            if (isCompared && !value.matches("-?[0-9]{1,18}")) {
                throw new MalformedSelectorException("values[0]: Invalid value: \"" + value
                        + "\": for 'Gt', 'Lt' operators, the value must be an integer");
            }
            List<String> ofValue = LabelSyntax.valueFaults(value);
            if (!isCompared && !ofValue.isEmpty()) {
                throw new MalformedSelectorException(
                        "values[0][" + key + "]: Invalid value: \"" + value + "\": " + String.join("; ", ofValue));
            }
        }
        return new LabelRequirement(key, operator, values);
    }

    private Operator comparison() throws MalformedSelectorException {
        if (take('=')) {
            take('=');
            return Operator.IN;
        }
        if (take('>')) {
            return Operator.GREATER;
        }
        if (take('<')) {
            return Operator.LESS;
        }
        if (text.startsWith("!=", position)) {
            position += 2;
            return Operator.NOT_IN;
        }
        throw noOperator();
    }

    private Operator setOperator() throws MalformedSelectorException {
        int start = position;
        return switch (word()) {
            case "in" -> Operator.IN;
            case "notin" -> Operator.NOT_IN;
            default -> {
                position = start;
                throw noOperator();
            }
        };
    }

    private MalformedSelectorException noOperator() {
        return found("in, notin, =, ==, !=, gt, lt");
    }

    private String key() throws MalformedSelectorException {
        String key = word();
        if (key.isEmpty()) {
            throw found("identifier");
        }
        return key;
    }

    private String value() {
        skipBlanks();
        return word();
    }

    private Set<String> set() throws MalformedSelectorException {
        Set<String> values = new TreeSet<>();
        skipBlanks();
        expect('(', "'('");
        while (true) {
            values.add(value());
            skipBlanks();
            if (take(')')) {
                return values;
            }
            expect(',', "',' or ')'");
        }
    }

    private String word() {
        int start = position;
        while (position < text.length() && OF_WORDS_END.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean take(char expected) {
        boolean is = position < text.length() && text.charAt(position) == expected;
        if (is) {
            position++;
        }
        return is;
    }

    private void expect(char expected, String names) throws MalformedSelectorException {
        if (!take(expected)) {
            throw found(names);
        }
    }

    private MalformedSelectorException found(String expected) {
        int start = position;
        String word = word();
        String next = !word.isEmpty() ? word : start < text.length() ? text.substring(start, start + 1) : "";
        return new MalformedSelectorException("found '" + next + "', expected: " + expected);
    }
}
