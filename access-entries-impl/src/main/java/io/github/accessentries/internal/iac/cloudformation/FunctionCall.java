package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function with what it is asked, be it in the short form or in the long one.
 *
 * @param name its name without {@code Fn::}
 * @param at where it stands
 * @param argument what it is asked
 */
record FunctionCall(String name, Field at, Field argument) {

    private static final String PREFIX = "Fn::";
    private static final String REF = "Ref";

    /** The call that a value is; a mapping that has more than the name of a function is a mapping. */
    static Optional<FunctionCall> of(Field field) {
        if (!field.function().isEmpty()) {
            return Optional.of(new FunctionCall(field.function(), field, withoutFunction(field)));
        }
        if (field.isMapping() && field.members().size() == 1) {
            Map.Entry<String, Field> only =
                    field.members().entrySet().iterator().next();
            String key = only.getKey();
            if (key.equals(REF) || (key.startsWith(PREFIX) && !ForEachLoops.isLoop(key))) {
                return Optional.of(new FunctionCall(
                        key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key, field, only.getValue()));
            }
        }
        return Optional.empty();
    }

    private static Field withoutFunction(Field field) {
        if (field.isMapping()) {
            return field.withMembers(field.members());
        }
        if (field.isList()) {
            return field.withItems(field.items());
        }
        return field.isEmpty()
                ? field.withText("")
                : field.withText(field.text().orElse(""));
    }

    /** How people write it. */
    String title() {
        return name.equals(REF) ? REF : PREFIX + name;
    }

    /** The arguments of a function that takes several. */
    List<Field> arguments(int least, int most) throws Unanswered {
        if (!argument.isList() || !argument.function().isEmpty()) {
            throw wrong("does not have its arguments in a list");
        }
        List<Field> arguments = argument.items();
        if (arguments.size() < least || arguments.size() > most) {
            throw wrong("has " + arguments.size() + " arguments and takes "
                    + (least == most ? least : least + " to " + most));
        }
        return arguments;
    }

    /** The reason why it has no answer, whatever values are given. */
    Unanswered wrong(String what) {
        return new Unanswered("uses " + title() + " in a way that CloudFormation refuses: it " + what);
    }
}
