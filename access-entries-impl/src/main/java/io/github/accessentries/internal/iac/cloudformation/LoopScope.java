package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Unanswered;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the identifiers of the loops around a value stand for.
 *
 * @param items the item by identifier, the outermost loop first
 */
record LoopScope(Map<String, String> items) {

    /** Where there is no loop. */
    static final LoopScope NONE = new LoopScope(Map.of());

    private static final Pattern NEITHER = Pattern.compile("[^A-Za-z0-9]");

    LoopScope with(String identifier, String item) {
        Map<String, String> all = new LinkedHashMap<>(items);
        all.put(identifier, item);
        return new LoopScope(Collections.unmodifiableMap(all));
    }

    Optional<String> item(String identifier) {
        return Optional.ofNullable(items.get(identifier));
    }

    /** A text in which the identifiers are replaced, which CloudFormation does with all texts in a loop. */
    String fill(String text, EvaluationBudget budget) throws Unanswered {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String filled = text;
        for (Map.Entry<String, String> item : items.entrySet()) {
            filled = replace(filled, "${" + item.getKey() + "}", item.getValue(), budget);
            filled = replace(filled, "&{" + item.getKey() + "}", lettersAndDigits(item.getValue()), budget);
        }
        return filled;
    }

    private static String lettersAndDigits(String item) {
        return NEITHER.matcher(item).replaceAll("");
    }

    private static String replace(String text, String placeholder, String item, EvaluationBudget budget)
            throws Unanswered {
        int next = text.indexOf(placeholder);
        if (next < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int done = 0;
        for (; next >= 0; next = text.indexOf(placeholder, done)) {
            filled.append(text, done, next).append(item);
            budget.length(filled.length());
            done = next + placeholder.length();
        }
        return budget.made(filled.append(text, done, text.length()));
    }
}
