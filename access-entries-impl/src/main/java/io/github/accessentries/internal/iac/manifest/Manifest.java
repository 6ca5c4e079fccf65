package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.ScalarReading;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text of documents, filled in as far as its values are known. Not thread-safe. */
public final class Manifest {

    private static final DocumentLimits LIMITS = DocumentLimits.TEAM_MANIFEST;

    private final ShellPlaceholders placeholders;
    private final Document document;

    private Manifest(ShellPlaceholders placeholders, Document document) {
        this.placeholders = placeholders;
        this.document = document;
    }

    /**
     * Fills in a text and reads it.
     *
     * @param text one document or several, in YAML or JSON
     * @param what what it should be
     * @param values the values of its placeholders, by name
     * @return its documents
     * @throws InvalidDesiredAccessException if it cannot be read, or is empty
     */
    public static Manifest parse(String text, String what, Map<String, String> values) {
        ShellPlaceholders placeholders = ShellPlaceholders.fill(text, values, LIMITS.maxCharacters());
        Document document = Document.parseAll(placeholders.text(), what, LIMITS, ScalarReading.AS_KUBERNETES_DOES);
        if (document.roots().isEmpty()) {
            throw new InvalidDesiredAccessException(List.of(Fault.of("", "the " + what, "is empty")));
        }
        return new Manifest(placeholders, document);
    }

    /** {@return all of it} */
    public Document document() {
        return document;
    }

    /**
     * A value as the tool sees it: without the members that are {@code null}, which say nothing.
     *
     * @param field the value as it stands there
     * @return the value
     * @throws Unanswered with all parts of it that depend on a placeholder without a value
     */
    public Field known(Field field) throws Unanswered {
        Gaps gaps = new Gaps();
        Field known = known(field, gaps);
        gaps.refuse();
        return known;
    }

    /**
     * Whether nothing of a value depends on a placeholder without a value.
     *
     * @param field the value as it stands there
     * @return whether {@link #known(Field)} gives it
     */
    public boolean isKnown(Field field) {
        Gaps gaps = new Gaps();
        Field unused = known(field, gaps);
        return gaps.areNone();
    }

    /**
     * A text for people, and to be compared with others of the file.
     *
     * @param field the text as it stands there
     * @return what it says, with <code>${NAME}</code> where a value is missing; empty, with a fault, if it is no text
     */
    public Optional<String> written(Field field) {
        return field.text().map(placeholders::written);
    }

    private Field known(Field field, Gaps gaps) {
        if (field.isList()) {
            return field.withItems(
                    field.items().stream().map(item -> known(item, gaps)).toList());
        }
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            field.members().forEach((name, member) -> {
                placeholders.look(name, gaps);
                if (!member.isEmpty()) {
                    members.put(name, known(member, gaps));
                }
            });
            return field.withMembers(members);
        }
        if (field.isText()) {
            placeholders.look(field.text().orElse(""), gaps);
        }
        return field;
    }
}
