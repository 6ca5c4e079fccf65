package io.github.accessentries.testkit.internal.kubernetes.selector;

import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One condition on one label.
 *
 * @param key the label
 * @param operator what is asked of it
 * @param values what it is compared with
 */
record LabelRequirement(String key, Operator operator, Set<String> values) {

    /** What is asked of a label. */
    enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GREATER,
        LESS
    }

    boolean matches(KubeObject object) {
        @Nullable String value = object.label(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER -> value != null && compare(value) > 0;
            case LESS -> value != null && compare(value) < 0;
        };
    }

    /** Zero, which is neither greater nor less, for a label that is no number. */
    private int compare(String value) {
        try {
            return Long.compare(
                    Long.parseLong(value), Long.parseLong(values.iterator().next()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
