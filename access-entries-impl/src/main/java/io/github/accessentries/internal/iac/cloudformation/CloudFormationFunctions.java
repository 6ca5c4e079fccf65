package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Placeholders;
import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The functions of a CloudFormation template, as far as the given values answer them.
 *
 * @param values what {@code Ref} and {@code Fn::GetAtt} stand for, by name
 */
record CloudFormationFunctions(Map<String, String> values) {

    private static final String NO_VALUE = "AWS::NoValue";

    /** A function with what it is asked. */
    private record Call(String function, Field argument) {}

    /**
     * Puts what functions stand for in their places.
     *
     * @throws Unanswered if a function needs CloudFormation or a value that is not there
     */
    Field evaluate(Field field) throws Unanswered {
        Optional<Call> call = call(field);
        if (call.isPresent()) {
            return resolved(field.withText(answer(call.get())));
        }
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : field.members().entrySet()) {
                if (!isNothing(member.getValue())) {
                    members.put(member.getKey(), evaluate(member.getValue()));
                }
            }
            return field.withMembers(members);
        }
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                if (!isNothing(item)) {
                    items.add(evaluate(item));
                }
            }
            return field.withItems(items);
        }
        return resolved(field);
    }

    private static Field resolved(Field field) throws Unanswered {
        if (field.isText()
                && field.text().filter(CloudFormationFunctions::isResolved).isPresent()) {
            throw new Unanswered("uses a dynamic reference, {{resolve:…}}, which only CloudFormation can look up");
        }
        return field;
    }

    private static Optional<Call> call(Field field) {
        if (!field.function().isEmpty()) {
            return Optional.of(new Call(field.function(), field));
        }
        if (field.isMapping() && field.members().size() == 1) {
            Map.Entry<String, Field> only =
                    field.members().entrySet().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return Optional.of(new Call(only.getKey().replaceFirst("^Fn::", ""), only.getValue()));
            }
        }
        return Optional.empty();
    }

    private static boolean isNothing(Field field) {
        return call(field)
                .filter(call -> call.function().equals("Ref"))
                .flatMap(call -> call.argument().text())
                .filter(NO_VALUE::equals)
                .isPresent();
    }

    /** Whether CloudFormation replaces a part of the text by a parameter or secret that it looks up. */
    static boolean isResolved(String text) {
        return text.contains("{{resolve:");
    }

    private String answer(Call call) throws Unanswered {
        return switch (call.function()) {
            case "Ref" -> Placeholders.valueOf(name(call.argument()), values);
            case "GetAtt" -> Placeholders.valueOf(name(call.argument()), values);
            case "Sub" -> Placeholders.WITH_EXCLAMATION_MARK.fill(template(call.argument()), values);
            default ->
                throw new Unanswered(
                        "uses the function " + call.function() + ", which only CloudFormation can evaluate");
        };
    }

    /** {@code GetAtt} has its two names in a list or with a dot between them. */
    private static String name(Field argument) {
        return argument.isList()
                ? argument.items().stream()
                        .flatMap(part -> part.text().stream())
                        .collect(Collectors.joining("."))
                : argument.text().orElse("");
    }

    private static String template(Field argument) throws Unanswered {
        if (argument.isList()) {
            throw new Unanswered("uses the function Sub with a list, which only CloudFormation can evaluate");
        }
        return argument.text().orElse("");
    }
}
