package io.github.accessentries.iac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Texts of a CloudFormation template: plain ones, and functions as far as the given values answer them.
 *
 * @param values what {@code Ref} and {@code Fn::GetAtt} stand for, by name
 */
record CloudFormationTexts(Map<String, String> values) implements Texts {

    private static final String NO_VALUE = "AWS::NoValue";

    /** A function with what it is asked. */
    private record Call(String function, Field argument) {}

    private static Optional<Call> call(Field field) {
        if (!field.function().isEmpty()) {
            return Optional.of(new Call(field.function(), field));
        }
        if (field.isMapping() && field.members().size() == 1) {
            Map.Entry<String, Field> only =
                    field.members().entrySet().iterator().next();
            return Optional.of(new Call(only.getKey().replaceFirst("^Fn::", ""), only.getValue()));
        }
        return Optional.empty();
    }

    @Override
    public boolean isNothing(Field field) {
        return call(field)
                .filter(call -> call.function().equals("Ref"))
                .flatMap(call -> call.argument().text())
                .filter(NO_VALUE::equals)
                .isPresent();
    }

    @Override
    public List<Field> items(Field list) throws NotCarriedOver {
        Optional<Call> call = call(list);
        if (call.isPresent()) {
            throw new NotCarriedOver("takes a list from the function "
                    + call.get().function() + ", which only CloudFormation can evaluate");
        }
        return list.items();
    }

    /** Whether CloudFormation replaces a part of the text by a parameter or secret that it looks up. */
    static boolean isResolved(String text) {
        return text.contains("{{resolve:");
    }

    @Override
    public Optional<Text> read(Field field) throws NotCarriedOver {
        Optional<Call> call = call(field);
        Optional<String> text = call.isPresent() ? Optional.of(answer(call.get())) : field.text();
        if (text.filter(CloudFormationTexts::isResolved).isPresent()) {
            throw new NotCarriedOver("uses a dynamic reference, {{resolve:…}}, which only CloudFormation can look up");
        }
        return text.map(value -> new Text(value, field));
    }

    private String answer(Call call) throws NotCarriedOver {
        return switch (call.function()) {
            case "Ref" -> Placeholders.valueOf(name(call.argument()), values);
            case "GetAtt" -> Placeholders.valueOf(name(call.argument()), values);
            case "Sub" -> Placeholders.WITH_EXCLAMATION_MARK.fill(template(call.argument()), values);
            default ->
                throw new NotCarriedOver(
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

    private static String template(Field argument) throws NotCarriedOver {
        if (argument.isList()) {
            throw new NotCarriedOver("uses the function Sub with a list, which only CloudFormation can evaluate");
        }
        return argument.text().orElse("");
    }
}
