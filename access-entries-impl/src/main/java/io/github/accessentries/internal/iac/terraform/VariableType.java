package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The type of a variable, to which Terraform converts whatever its value is.
 *
 * @param name the name of the variable
 * @param text the type, as it is written; empty if none is
 */
record VariableType(String name, String text) {

    private static final Set<String> OF_TEXTS = Set.of("", "string", "number", "bool");

    static VariableType of(String name, Optional<Field> variable) {
        String text = variable.flatMap(block -> block.member("type"))
                .filter(Field::isText)
                .flatMap(Field::text)
                .map(VariableType::withoutBraces)
                .orElse("");
        return new VariableType(name, text);
    }

    private static String withoutBraces(String type) {
        String stripped = type.strip();
        return stripped.startsWith("${") && stripped.endsWith("}")
                ? stripped.substring(2, stripped.length() - 1).strip()
                : stripped;
    }

    /** Whether a value that is given for the variable is an expression, as it is on Terraform's command line. */
    boolean takesAnExpression() {
        return !OF_TEXTS.contains(text);
    }

    /**
     * A value as the variable has it.
     *
     * @throws Unanswered if it has no such type, or only Terraform knows what becomes of it
     */
    Field convert(Field value) throws Unanswered {
        if (value.isEmpty()) {
            return value;
        }
        Optional<Field> converted = switch (text) {
            case "string" -> texts(value).map(value::withText);
            case "number" -> texts(value).flatMap(NumberText::of).map(value::withPlainText);
            case "bool" -> texts(value).flatMap(VariableType::truth).map(value::withPlainText);
            default -> ofSeveral(value);
        };
        return converted.orElseThrow(() -> new Unanswered(
                "takes var." + name + ", whose value is no " + PlainText.of(text) + " as its type says"));
    }

    private Optional<Field> ofSeveral(Field value) throws Unanswered {
        if (text.startsWith("set(")) {
            if (!value.isList()) {
                return Optional.empty();
            }
            Field set = setOf(value);
            return Optional.of(text.equals("set(string)") ? set.withSet(set.items()) : set);
        }
        if (text.startsWith("list(")) {
            return value.isList() ? Optional.of(value.withItems(value.items())) : Optional.empty();
        }
        if (text.startsWith("map(")) {
            return Optional.of(value).filter(Field::isMapping);
        }
        return Optional.of(value);
    }

    private static Optional<String> texts(Field value) {
        return value.isText() ? value.text() : Optional.empty();
    }

    private static Optional<String> truth(String text) {
        return switch (text) {
            case "true", "1" -> Optional.of("true");
            case "false", "0" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    /** A list without what it has twice; only one of texts is a set of keys as well. */
    static Field setOf(Field list) throws Unanswered {
        List<Field> items = new ArrayList<>();
        Set<String> texts = new TreeSet<>();
        for (Field item : list.items()) {
            if (!item.isText()) {
                throw new Unanswered("has a set of something else than texts, which only Terraform can evaluate");
            }
            if (texts.add(item.text().orElseThrow())) {
                items.add(item);
            }
        }
        boolean hasKeys = items.isEmpty() || items.stream().anyMatch(item -> !item.isPlain());
        return hasKeys ? list.withSet(items) : list.withItems(items);
    }
}
