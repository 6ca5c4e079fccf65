package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Placeholders;
import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a file. One that is not set is a fault of the file.
 *
 * @param values their values, by name
 */
record Variables(Map<String, String> values) {

    /** The part of the file with its variables filled in; empty if one of them is not set. */
    Optional<Field> fill(Field part) {
        if (part.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            part.members().forEach((name, member) -> fill(member).ifPresent(filled -> members.put(name, filled)));
            return members.size() == part.members().size() ? Optional.of(part.withMembers(members)) : Optional.empty();
        }
        if (part.isList()) {
            List<Field> items = new ArrayList<>();
            part.items().forEach(item -> fill(item).ifPresent(items::add));
            return items.size() == part.items().size() ? Optional.of(part.withItems(items)) : Optional.empty();
        }
        return part.isText() ? fillText(part) : Optional.of(part);
    }

    private Optional<Field> fillText(Field field) {
        try {
            return Optional.of(field.withText(
                    Placeholders.WITH_DOLLAR_DOUBLED.fill(field.text().orElseThrow(), values)));
        } catch (Unanswered e) {
            field.fault(e.reason() + ", or add it to the variables; the ones set are " + values.keySet());
            return Optional.empty();
        }
    }
}
