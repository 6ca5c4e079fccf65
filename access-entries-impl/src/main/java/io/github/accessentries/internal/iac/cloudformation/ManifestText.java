package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ObjectsInText;
import java.util.List;
import java.util.Optional;

/**
 * Objects of Kubernetes that stand in a template as text. Of most of them nobody knows all parts, such as the ARN of a
 * role, but what they are is known nevertheless.
 *
 * @param evaluator answers the parts
 */
record ManifestText(TemplateEvaluator evaluator) {

    /** A text as far as it is known. */
    String of(ScopedField manifest) throws Unanswered {
        try {
            return textOf(evaluator.evaluate(manifest));
        } catch (Unanswered e) {
            Optional<FunctionCall> call = FunctionCall.of(manifest.field());
            if (call.isPresent() && call.get().name().equals("Join")) {
                return joined(call.get(), manifest.scope());
            }
            if (call.isPresent() && call.get().name().equals("Sub")) {
                Field template = call.get().argument().isList()
                        ? call.get().arguments(2, 2).get(0)
                        : call.get().argument();
                return textOf(template).replaceAll("\\$\\{[^{}]*}", ObjectsInText.UNKNOWN);
            }
            throw e;
        }
    }

    private String joined(FunctionCall join, LoopScope scope) throws Unanswered {
        List<Field> arguments = join.arguments(2, 2);
        String delimiter = evaluator.text(arguments.get(0), scope, join);
        if (!arguments.get(1).isList()) {
            throw join.wrong("has something else where it takes a list of texts");
        }
        StringBuilder text = new StringBuilder();
        for (Field part : arguments.get(1).items()) {
            text.append(text.length() == 0 ? "" : delimiter);
            try {
                text.append(textOf(evaluator.evaluate(part, scope)));
            } catch (Unanswered unknown) {
                text.append(ObjectsInText.UNKNOWN);
            }
            evaluator.budget().length(text.length());
        }
        return evaluator.budget().made(text);
    }

    private static String textOf(Field value) throws Unanswered {
        if (!value.isText()) {
            throw new Unanswered("has objects of Kubernetes that are not told as text");
        }
        return value.text().orElse("");
    }
}
