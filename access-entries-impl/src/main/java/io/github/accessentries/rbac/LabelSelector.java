package io.github.accessentries.rbac;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Selects objects by their labels, as Kubernetes does. One that says nothing selects all.
 *
 * @param labels the labels that an object must have, with their values
 * @param expressions what must hold besides
 */
record LabelSelector(Map<String, String> labels, List<Expression> expressions) {

    private static final String OPERATORS = "In, NotIn, Exists and DoesNotExist";

    /** What must hold for one label. */
    private record Expression(String key, String operator, List<String> values) {

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                default -> value == null;
            };
        }
    }

    /**
     * Reads a selector.
     *
     * @throws Undecodable if Kubernetes would refuse it
     */
    static LabelSelector of(WireObject selector) throws Undecodable {
        List<Expression> expressions = new ArrayList<>();
        for (WireObject written : selector.objects("matchExpressions", "expression")) {
            Expression expression =
                    new Expression(written.text("key"), written.text("operator"), written.texts("values"));
            boolean needsValues =
                    expression.operator().equals("In") || expression.operator().equals("NotIn");
            if (!needsValues
                    && !expression.operator().equals("Exists")
                    && !expression.operator().equals("DoesNotExist")) {
                throw new Undecodable("its aggregationRule has the operator \"" + PlainText.of(expression.operator())
                        + "\"; there are " + OPERATORS);
            }
            if (needsValues == expression.values().isEmpty()) {
                throw new Undecodable("its aggregationRule has the operator " + expression.operator()
                        + (needsValues ? " without values; name them" : " with values; leave them out"));
            }
            expressions.add(expression);
        }
        return new LabelSelector(selector.object("matchLabels").members(), expressions);
    }

    boolean selects(Map<String, String> present) {
        return present.entrySet().containsAll(labels.entrySet())
                && expressions.stream().allMatch(expression -> expression.holds(present));
    }
}
