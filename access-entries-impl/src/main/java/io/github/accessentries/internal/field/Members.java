package io.github.accessentries.internal.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The members of a mapping whose values are plain, since whatever had to be filled in has been.
 *
 * @param at the mapping
 * @param fields its members by name
 */
public record Members(Field at, Map<String, Field> fields) {

    /**
     * The members of a mapping, of which none may have another name.
     *
     * @param at the mapping; anything else is a fault
     * @param names the names that are known; another one is a fault
     * @return its members
     */
    public static Members of(Field at, String... names) {
        return new Members(at, at.membersOf(names));
    }

    /**
     * The members of a mapping, whatever else may stand there.
     *
     * @param at the mapping; anything else is a fault
     * @return its members
     */
    public static Members ofAny(Field at) {
        return new Members(at, at.members());
    }

    /**
     * A member.
     *
     * @param name its name
     * @return its value, also one that is {@code null}; empty if there is no such member
     */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * A member that has to be there.
     *
     * @param name its name
     * @return its value; empty, with a fault, if there is none
     */
    public Optional<Field> requiredField(String name) {
        Optional<Field> field = field(name);
        if (field.isEmpty()) {
            at.fault("has no " + name);
        }
        return field;
    }

    /**
     * A member that is text.
     *
     * @param name its name
     * @return the text; empty if there is no such member, or, with a fault, if it is no text
     */
    public Optional<Text> text(String name) {
        return field(name).flatMap(Members::read);
    }

    /**
     * A member that is text and has to be there.
     *
     * @param name its name
     * @return the text; empty, with a fault, if there is none
     */
    public Optional<Text> required(String name) {
        return requiredField(name).flatMap(Members::read);
    }

    /**
     * The items of a member that is a list.
     *
     * @param name its name
     * @return them, none if there is no such member
     */
    public List<Field> items(String name) {
        return field(name).map(Field::items).orElse(List.of());
    }

    /**
     * The items of a member that is a list of texts.
     *
     * @param name its name
     * @return them, none if there is no such member; an item that is no text is left out, with a fault
     */
    public List<Text> texts(String name) {
        return items(name).stream().flatMap(item -> read(item).stream()).toList();
    }

    /**
     * The texts of a member that is a mapping, such as tags.
     *
     * @param name its name
     * @return a text for each of its members, in which its place is the member's
     */
    public Stream<Map.Entry<String, Text>> textsByName(String name) {
        return field(name).map(Field::members).orElse(Map.of()).entrySet().stream()
                .flatMap(member -> read(member.getValue()).map(text -> Map.entry(member.getKey(), text)).stream());
    }

    private static Optional<Text> read(Field field) {
        return field.text().map(text -> new Text(text, field));
    }
}
