package io.github.accessentries.internal.field;

import static java.util.stream.Collectors.toMap;

import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A value in a document and its place. A value of the wrong kind is a fault of the document and counts as empty, so that one
 * reading finds every fault. A value can be replaced by another one at the same place. Not thread-safe.
 */
public final class Field {

    /** What stands at a place. */
    private sealed interface Content {}

    private record Scalar(String text, boolean isPlain) implements Content {}

    private record Nothing() implements Content {}

    private record Items(List<Field> items, boolean isSet) implements Content {}

    /** Names that stand twice, or are no text, are told when somebody looks into the mapping. */
    private record Mapping(
            Map<String, Field> members, Set<String> plainNames, List<Field> repeated, Optional<String> oddNames)
            implements Content {}

    private final Place place;
    private final Document document;
    private final String function;
    private final Content content;
    private boolean isLookedInto;

    private Field(Place place, Document document, String function, Content content) {
        this.place = place;
        this.document = document;
        this.function = function;
        this.content = content;
    }

    static Field scalar(Place place, Document document, String function, String text, boolean isPlain) {
        return new Field(place, document, function, new Scalar(text, isPlain));
    }

    static Field nothing(Place place, Document document, String function) {
        return new Field(place, document, function, new Nothing());
    }

    static Field list(Place place, Document document, String function, List<Field> items) {
        return new Field(place, document, function, new Items(Collections.unmodifiableList(items), false));
    }

    static Field mapping(
            Place place,
            Document document,
            String function,
            Map<String, Field> members,
            Set<String> plainNames,
            List<Field> repeated,
            Optional<String> oddNames) {
        return new Field(
                place,
                document,
                function,
                new Mapping(
                        Collections.unmodifiableMap(members), Set.copyOf(plainNames), List.copyOf(repeated), oddNames));
    }

    /** {@return its place for people: line and path; a member is where its name is} */
    public String place() {
        return place.toString();
    }

    /** {@return the line that it stands on, from 1} */
    public int line() {
        return place.line();
    }

    /** {@return its path in the document, without the line; empty for the document itself} */
    public String path() {
        return place.path();
    }

    /**
     * Notes a fault of the document at this place.
     *
     * @param what what is wrong, in a sentence without its subject
     */
    public void fault(String what) {
        document.fault(place(), holdsSecret() ? HiddenTexts.UNTOLD : what);
    }

    /** A part of a secret, too, would be told by whoever says what is wrong with it. */
    private boolean holdsSecret() {
        return written().filter(document.hidden()::areIn).isPresent();
    }

    /** {@return the text as it is written, also that of a number; empty if it is none} */
    Optional<String> written() {
        return content instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    /** {@return all that it says as one text, which is the same for fields that say the same; no text for people} */
    public String asOneText() {
        if (isMapping()) {
            Map<String, String> members = new TreeMap<>();
            members().forEach((name, value) -> members.put(name, value.asOneText()));
            return members.toString();
        }
        return isList()
                ? items().stream().map(Field::asOneText).toList().toString()
                : written().orElse("");
    }

    /** Sees to it that no message of the document shows the value, or a part of it. */
    public void hide() {
        document.hidden().add(this);
    }

    /**
     * Hides the value, too, if it was made of something that is hidden.
     *
     * @param source what it was made of
     * @return this field
     */
    public Field madeOf(String source) {
        if (document.hidden().areIn(source)) {
            hide();
        }
        return this;
    }

    /** {@return the short form of a function of CloudFormation, for example {@code !Ref}, without its mark; empty for what is plain} */
    public String function() {
        return function;
    }

    /** {@return whether the value is missing: empty, or {@code null}} */
    public boolean isEmpty() {
        return content instanceof Nothing;
    }

    /** {@return whether it is a text, or what counts as one in this document, be it a number or a truth value} */
    public boolean isText() {
        return content instanceof Scalar && otherThanText().isEmpty();
    }

    /** What else it is to whoever reads the document. */
    private Optional<String> otherThanText() {
        return content instanceof Scalar scalar && scalar.isPlain() && function.isEmpty()
                ? document.scalars().otherThanText(scalar.text())
                : Optional.empty();
    }

    /** {@return whether it is a text without quotes, so that it may be a number or a truth value} */
    public boolean isPlain() {
        return content instanceof Scalar scalar && scalar.isPlain();
    }

    /** {@return whether it is a mapping} */
    public boolean isMapping() {
        return content instanceof Mapping;
    }

    /** {@return whether it is a list} */
    public boolean isList() {
        return content instanceof Items;
    }

    /** {@return whether it is a list that was made into a set} */
    public boolean isSet() {
        return content instanceof Items items && items.isSet();
    }

    /** {@return the members by name, in their order; none, with a fault, if it is no mapping} */
    public Map<String, Field> members() {
        if (!(content instanceof Mapping mapping)) {
            fault("is not a mapping of names to values");
            return Map.of();
        }
        if (!isLookedInto) {
            isLookedInto = true;
            mapping.repeated().forEach(member -> member.fault("occurs twice; keep one of them"));
            mapping.oddNames().ifPresent(this::fault);
        }
        return mapping.members();
    }

    /**
     * The members, of which none may have another name.
     *
     * @param names those that are known; any other is a fault
     * @return the members by name
     */
    public Map<String, Field> membersOf(String... names) {
        Map<String, Field> members = members();
        members.forEach((name, member) -> {
            if (!Arrays.asList(names).contains(name)) {
                member.fault("this field is unknown; use " + String.join(", ", names));
            }
        });
        return members;
    }

    /**
     * A member.
     *
     * @param name its name
     * @return its value; empty if there is none, or this is no mapping
     */
    public Optional<Field> member(String name) {
        return isMapping() ? Optional.ofNullable(members().get(name)) : Optional.empty();
    }

    /**
     * Whether a member has its name without quotes, so that the name may be a number or a truth value.
     *
     * @param name the name
     * @return whether there is such a member, as it was written
     */
    public boolean isPlainName(String name) {
        return content instanceof Mapping mapping && mapping.plainNames().contains(name);
    }

    /** {@return the items in their order; none, with a fault, if it is no list} */
    public List<Field> items() {
        if (content instanceof Items list) {
            return list.items();
        }
        fault("is not a list");
        return List.of();
    }

    /** {@return the text; empty, with a fault, if it is none} */
    public Optional<String> text() {
        if (content instanceof Scalar scalar) {
            Optional<String> other = otherThanText();
            other.ifPresent(kind -> fault("is " + kind + " and no text, since " + PlainText.quoted(scalar.text())
                    + " has no quotes; put it into quotes"));
            return other.isEmpty() ? Optional.of(scalar.text()) : Optional.empty();
        }
        if (content instanceof Mapping mapping && mapping.oddNames().isPresent()) {
            Map<String, Field> unused = members();
        } else {
            fault(isEmpty() ? "is empty; leave it out instead" : "is not text");
        }
        return Optional.empty();
    }

    /** {@return the truth value, as YAML of Kubernetes has it; empty, with a fault, if it is none} */
    public Optional<Boolean> truth() {
        if (isPlain()
                && content instanceof Scalar scalar
                && KubernetesYaml.meaningOf(scalar.text()) instanceof Boolean truth) {
            return Optional.of(truth);
        }
        fault("is not a truth value; write true or false, without quotes");
        return Optional.empty();
    }

    /**
     * A text at the same place.
     *
     * @param text what it says
     * @return the field with this value instead
     */
    public Field withText(String text) {
        return new Field(place, document, "", new Scalar(text, false));
    }

    /**
     * A number or truth value at the same place.
     *
     * @param text how it is written
     * @return the field with this value instead
     */
    public Field withPlainText(String text) {
        return new Field(place, document, "", new Scalar(text, true));
    }

    /**
     * A list at the same place.
     *
     * @param items its items, which keep the places that they have
     * @return the field with this value instead
     */
    public Field withItems(List<Field> items) {
        return new Field(place, document, "", new Items(List.copyOf(items), false));
    }

    /**
     * A set at the same place.
     *
     * @param items its items, of which no two are alike, which keep the places that they have
     * @return the field with this value instead
     */
    public Field withSet(List<Field> items) {
        return new Field(place, document, "", new Items(List.copyOf(items), true));
    }

    /**
     * A mapping at the same place.
     *
     * @param members its members, which keep the places that they have
     * @return the field with this value instead
     */
    public Field withMembers(Map<String, Field> members) {
        return new Field(
                place,
                document,
                "",
                new Mapping(
                        Collections.unmodifiableMap(new LinkedHashMap<>(members)),
                        Set.of(),
                        List.of(),
                        Optional.empty()));
    }

    /**
     * Texts at places below this one, for a value that was told as a whole.
     *
     * @param texts the items
     * @return the field with a list of them instead
     */
    public Field withTexts(List<String> texts) {
        return withItems(texts.stream().map(this::withText).toList());
    }

    /**
     * Texts by name at this place.
     *
     * @param texts the members
     * @return the field with a mapping of them instead
     */
    public Field withTexts(Map<String, String> texts) {
        return withMembers(texts.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        text -> withText(text.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new)));
    }

    /** {@return nothing, at the same place} */
    public Field withNothing() {
        return new Field(place, document, "", new Nothing());
    }

    /**
     * The same value at another place, for what is told where it is used and not where it is written.
     *
     * @param other a field at that place
     * @return the field
     */
    public Field at(Field other) {
        return new Field(other.place, other.document, function, content);
    }

    @Override
    public String toString() {
        return place();
    }
}
