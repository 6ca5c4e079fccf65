package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Document document = Document.parseAll(placeholders.text(), what, LIMITS);
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
     * @throws Unanswered if any part of it depends on a placeholder without a value
     */
    public Field known(Field field) throws Unanswered {
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                items.add(known(item));
            }
            return field.withItems(items);
        }
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : field.members().entrySet()) {
                placeholders.check(member.getKey());
                if (!member.getValue().isEmpty()) {
                    members.put(member.getKey(), known(member.getValue()));
                }
            }
            return field.withMembers(members);
        }
        if (field.isText()) {
            placeholders.check(field.text().orElse(""));
        }
        return field;
    }
}
