package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions that find something in lists and mappings.
 *
 * @param evaluator answers their arguments
 * @param mappings the mappings of the template, by name
 */
record ListFunctions(TemplateEvaluator evaluator, Map<String, Field> mappings) {

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    /** {@code Fn::Select}. Items that are not selected may need what nobody knows here, unless they may be nothing. */
    Field select(FunctionCall call, LoopScope scope) throws Unanswered {
        List<Field> arguments = call.arguments(2, 2);
        String index = evaluator.text(arguments.get(0), scope, call);
        if (!INDEX.matcher(index).matches()) {
            throw call.wrong("has the index " + PlainText.quoted(index) + ", which is not a number from 0");
        }
        int number = Integer.parseInt(index);
        Field list = arguments.get(1);
        boolean isWritten = list.isList() && list.function().isEmpty();
        List<Field> items = isWritten ? list.items() : items(list, call, scope);
        if (number >= items.size()) {
            throw new Unanswered("uses Fn::Select for item " + number + " of a list of " + items.size()
                    + ", and the first is item 0");
        }
        if (!isWritten) {
            return items.get(number);
        }
        for (Field item : items.subList(0, number + 1)) {
            if (evaluator.chosen(new ScopedField(item, scope)).isEmpty()) {
                throw call.wrong("has AWS::NoValue in its list");
            }
        }
        return evaluator.evaluate(items.get(number), scope);
    }

    private List<Field> items(Field list, FunctionCall call, LoopScope scope) throws Unanswered {
        Field value = evaluator.evaluate(list, scope);
        if (!value.isList()) {
            throw call.wrong("has something else where it takes a list");
        }
        return value.items();
    }

    /** {@code Fn::Length}. */
    Field length(FunctionCall call, LoopScope scope) throws Unanswered {
        evaluator.requireLanguageExtensions("Fn::Length");
        return call.at()
                .withText(String.valueOf(items(call.argument(), call, scope).size()));
    }

    /** {@code Fn::FindInMap}, with or without a value for what is not there. */
    Field findInMap(FunctionCall call, LoopScope scope) throws Unanswered {
        List<Field> arguments = call.arguments(3, 4);
        String mapping = evaluator.text(arguments.get(0), scope, call);
        String first = evaluator.text(arguments.get(1), scope, call);
        String second = evaluator.text(arguments.get(2), scope, call);
        Optional<Field> names = member(Optional.ofNullable(mappings.get(mapping)), first);
        Optional<Field> found = member(names, second);
        if (found.isPresent()) {
            return evaluator.evaluate(found.get(), LoopScope.NONE);
        }
        if (arguments.size() == 4) {
            evaluator.requireLanguageExtensions("DefaultValue of Fn::FindInMap");
            Optional<Field> otherwise = arguments.get(3).member("DefaultValue");
            if (otherwise.isPresent()) {
                return evaluator.evaluate(otherwise.get(), scope);
            }
        }
        throw new Unanswered("uses Fn::FindInMap for " + PlainText.quoted(second) + " of " + PlainText.quoted(first)
                + " in the mapping " + PlainText.quoted(mapping) + ", which is not there; add it, or give other values"
                + " for what it is looked up by");
    }

    /** A member by what its name says, which is not always how it is written. */
    private static Optional<Field> member(Optional<Field> mapping, String name) throws Unanswered {
        if (mapping.isEmpty() || !mapping.get().isMapping()) {
            return Optional.empty();
        }
        @Nullable Unanswered unknown = null;
        for (Map.Entry<String, Field> member : mapping.get().members().entrySet()) {
            String written = member.getKey();
            try {
                if (name.equals(mapping.get().isPlainName(written) ? UnquotedScalar.read(written) : written)) {
                    return Optional.of(member.getValue());
                }
            } catch (Unanswered e) {
                unknown = e;
            }
        }
        if (unknown != null) {
            throw unknown;
        }
        return Optional.empty();
    }
}
