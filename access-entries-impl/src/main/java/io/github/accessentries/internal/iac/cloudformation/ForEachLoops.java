package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loops with {@code Fn::ForEach}, which stand as members of a mapping and make further members of it.
 *
 * @param evaluator answers what a loop goes over
 */
record ForEachLoops(TemplateEvaluator evaluator) {

    private static final String PREFIX = "Fn::ForEach::";

    /** Takes the members of a mapping. */
    interface Target {

        /**
         * Takes one member.
         *
         * @param name its name, in which the identifiers of loops are filled in
         * @param member its value as it is written
         */
        void add(String name, ScopedField member) throws Unanswered;

        /**
         * Learns that nothing says what a loop makes.
         *
         * @param loop the loop
         * @param reason why
         */
        default void lost(Field loop, Unanswered reason) throws Unanswered {
            throw reason;
        }
    }

    static boolean isLoop(String name) {
        return name.startsWith(PREFIX);
    }

    /** The members of a mapping, and those that its loops make. */
    void expand(ScopedField mapping, Target target) throws Unanswered {
        for (Map.Entry<String, Field> member : mapping.field().members().entrySet()) {
            if (isLoop(member.getKey())) {
                try {
                    run(mapping.to(member.getValue()), target);
                } catch (Unanswered e) {
                    target.lost(member.getValue(), e);
                }
            } else {
                target.add(mapping.scope().fill(member.getKey(), evaluator.budget()), mapping.to(member.getValue()));
            }
        }
    }

    private void run(ScopedField loop, Target target) throws Unanswered {
        evaluator.requireLanguageExtensions("Fn::ForEach");
        evaluator.budget().enter();
        try {
            List<Field> parts = loop.field().isList() ? loop.field().items() : List.of();
            if (parts.size() != 3 || !parts.get(0).isText() || !parts.get(2).isMapping()) {
                throw new Unanswered("is a loop that CloudFormation refuses: it takes an identifier, a list and a"
                        + " mapping, in this order");
            }
            String identifier = parts.get(0).text().orElse("");
            Optional<List<String>> items = evaluator.texts(evaluator.evaluate(parts.get(1), loop.scope()));
            if (items.isEmpty()) {
                throw new Unanswered("is a loop over something that is not a list of texts");
            }
            for (String item : items.get()) {
                evaluator.budget().loop(loop.field());
                expand(new ScopedField(parts.get(2), loop.scope().with(identifier, item)), target);
            }
        } finally {
            evaluator.budget().leave();
        }
    }
}
