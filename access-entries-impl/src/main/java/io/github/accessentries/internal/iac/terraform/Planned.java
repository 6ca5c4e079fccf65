package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.Optional;

/**
 * What a plan says of a resource beside its values.
 *
 * @param unknown the marks of what is known only after apply
 * @param configured what is written for its arguments; empty if that is not told
 */
record Planned(Optional<Field> unknown, Optional<Field> configured) {

    /** Whether an argument, or a part of it, is known only after apply. */
    boolean isUnknown(String argument) {
        return unknown.flatMap(marks -> marks.member(argument))
                .filter(Planned::hasMark)
                .isPresent();
    }

    private static boolean hasMark(Field mark) {
        if (mark.isList()) {
            return mark.items().stream().anyMatch(Planned::hasMark);
        }
        if (mark.isMapping()) {
            return mark.members().values().stream().anyMatch(Planned::hasMark);
        }
        return mark.isText() && mark.text().filter("true"::equals).isPresent();
    }

    /** Whether nothing is written for an argument, or {@code null} is. */
    boolean isUnset(String argument) {
        if (configured.isEmpty()) {
            return false;
        }
        Optional<Field> expression = configured.get().member(argument);
        return expression.isEmpty()
                || expression
                        .get()
                        .member("constant_value")
                        .filter(Field::isEmpty)
                        .isPresent();
    }
}
