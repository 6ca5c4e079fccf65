package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan says of a resource beside its values.
 *
 * @param unknown the marks of what is known only after apply
 * @param configured what is written for its arguments; empty if that is not told
 */
record Planned(Optional<Field> unknown, Optional<Field> configured) {

    /** What tells one resource of a block from the others, and is always known. */
    private static final Set<String> KEYS = Set.of("each.key", "count.index");

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

    /** Whether an argument is taken from an entry of the same module, and from nowhere else. */
    boolean isTakenFromAnEntry(String argument) {
        List<Field> references = configured
                .flatMap(arguments -> arguments.member(argument))
                .flatMap(expression -> expression.member("references"))
                .filter(Field::isList)
                .map(Field::items)
                .orElse(List.of());
        return !references.isEmpty()
                && references.stream()
                        .allMatch(reference -> reference.isText()
                                && reference.text().filter(Planned::isOfEntry).isPresent());
    }

    private static boolean isOfEntry(String reference) {
        return reference.startsWith(Resource.ENTRY + ".") || KEYS.contains(reference);
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
