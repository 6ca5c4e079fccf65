package io.github.accessentries.iac;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a mapping, in the words of a format.
 *
 * @param at the mapping
 * @param fields its members by name
 * @param texts how the format says texts
 */
record Members(Field at, Map<String, Field> fields, Texts texts) {

    /** The members of a mapping, of which none may have another name. */
    static Members of(Field at, Texts texts, String... names) {
        return new Members(at, at.membersOf(names), texts);
    }

    /** The members of a mapping, whatever else may stand there. */
    static Members ofAny(Field at, Texts texts) {
        return new Members(at, at.members(), texts);
    }

    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(field -> !texts.isNothing(field));
    }

    Optional<Text> text(String name) throws NotCarriedOver {
        Optional<Field> field = field(name);
        return field.isPresent() ? texts.read(field.get()) : Optional.empty();
    }

    /** A text that has to be there; its absence is a fault. */
    Optional<Text> required(String name) throws NotCarriedOver {
        return requiredField(name).isPresent() ? text(name) : Optional.empty();
    }

    Optional<Field> requiredField(String name) {
        Optional<Field> field = field(name);
        if (field.isEmpty()) {
            at.fault("has no " + name);
        }
        return field;
    }

    List<Text> texts(String name) throws NotCarriedOver {
        Optional<Field> field = field(name);
        return field.isPresent() ? texts.readAll(field.get()) : List.of();
    }

    List<Field> items(String name) throws NotCarriedOver {
        Optional<Field> field = field(name);
        return field.isPresent() ? texts.items(field.get()) : List.of();
    }
}
