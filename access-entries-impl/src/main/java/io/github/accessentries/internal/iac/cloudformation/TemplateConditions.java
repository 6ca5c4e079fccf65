package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which conditions hold. Each is looked at once. A condition that is part of another one and has no answer does not
 * matter where the rest decides.
 */
final class TemplateConditions {

    private static final String CONDITION = "Condition";

    private final TemplateEvaluator evaluator;
    private final Map<String, ScopedField> conditions;
    private final Map<String, Boolean> answers = new HashMap<>();
    private final Map<String, Unanswered> unanswered = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /**
     * Starts with no answer.
     *
     * @param evaluator answers what is compared
     * @param conditions the conditions of the template, by name
     */
    TemplateConditions(TemplateEvaluator evaluator, Map<String, ScopedField> conditions) {
        this.evaluator = evaluator;
        this.conditions = conditions;
    }

    /** Whether a condition holds. */
    boolean holds(String name) throws Unanswered {
        Boolean answer = answers.get(name);
        if (answer != null) {
            return answer;
        }
        Unanswered reason = unanswered.get(name);
        if (reason != null) {
            throw reason;
        }
        try {
            boolean holds = find(name);
            answers.put(name, holds);
            return holds;
        } catch (Unanswered e) {
            Unanswered told = new Unanswered("depends on the condition " + PlainText.name(name) + ": " + e.reason());
            unanswered.put(name, told);
            throw told;
        }
    }

    /** Whether there will be a resource, as far as its own condition decides. */
    boolean isMade(ScopedField resource) throws Unanswered {
        Optional<Field> condition = resource.field().member(CONDITION);
        if (condition.isEmpty()) {
            return true;
        }
        if (!condition.get().isText()) {
            throw new Unanswered("has a condition that is not the name of one; name one");
        }
        return holds(resource.scope().fill(condition.get().text().orElse(""), evaluator.budget()));
    }

    private boolean find(String name) throws Unanswered {
        ScopedField condition = conditions.get(name);
        if (condition == null) {
            throw new Unanswered("there is none of that name in this template");
        }
        if (!open.add(name)) {
            throw new Unanswered("refers to itself, by way of " + PlainText.names(open));
        }
        try {
            return holds(condition);
        } finally {
            open.remove(name);
        }
    }

    /** The arm of an {@code Fn::If} that counts, as it is written. */
    Field arm(FunctionCall call, LoopScope scope) throws Unanswered {
        List<Field> arguments = call.arguments(3, 3);
        if (!arguments.get(0).isText() || !arguments.get(0).function().isEmpty()) {
            throw call.wrong("has something else where it takes the name of a condition");
        }
        String name = scope.fill(arguments.get(0).text().orElse(""), evaluator.budget());
        return arguments.get(holds(name) ? 1 : 2);
    }

    private boolean holds(ScopedField expression) throws Unanswered {
        evaluator.budget().enter();
        try {
            Optional<String> other = otherCondition(expression);
            if (other.isPresent()) {
                return holds(other.get());
            }
            FunctionCall call = FunctionCall.of(expression.field())
                    .orElseThrow(
                            () -> new Unanswered("is not a condition; use Fn::Equals, Fn::And, Fn::Or or Fn::Not"));
            return switch (call.name()) {
                case "Equals" -> isEqual(call, expression.scope());
                case "And" -> !isAny(call, expression.scope(), false);
                case "Or" -> isAny(call, expression.scope(), true);
                case "Not" -> !holds(expression.to(call.arguments(1, 1).get(0)));
                default ->
                    throw new Unanswered("uses the function " + call.title()
                            + ", which is not one of conditions; use Fn::Equals, Fn::And, Fn::Or or Fn::Not");
            };
        } finally {
            evaluator.budget().leave();
        }
    }

    /** The condition that this one names. */
    private Optional<String> otherCondition(ScopedField expression) throws Unanswered {
        Field field = expression.field();
        Field name = field.function().equals(CONDITION)
                ? field
                : field.isMapping() && field.members().size() == 1
                        ? field.members().get(CONDITION)
                        : null;
        return name != null && name.isText()
                ? Optional.of(expression.scope().fill(name.text().orElse(""), evaluator.budget()))
                : Optional.empty();
    }

    private boolean isEqual(FunctionCall call, LoopScope scope) throws Unanswered {
        List<Field> arguments = call.arguments(2, 2);
        String first = evaluator.text(arguments.get(0), scope, call);
        return first.equals(evaluator.text(arguments.get(1), scope, call));
    }

    /** Whether one of several conditions has an answer, which then decides. */
    private boolean isAny(FunctionCall call, LoopScope scope, boolean answer) throws Unanswered {
        @Nullable Unanswered unknown = null;
        for (Field part : call.arguments(1, Integer.MAX_VALUE)) {
            try {
                if (holds(new ScopedField(part, scope)) == answer) {
                    return true;
                }
            } catch (Unanswered e) {
                unknown = unknown == null ? e : unknown;
            }
        }
        if (unknown != null) {
            throw unknown;
        }
        return false;
    }
}
