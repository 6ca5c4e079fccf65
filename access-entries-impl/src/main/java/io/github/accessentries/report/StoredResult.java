package io.github.accessentries.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The results that other jobs act upon, as files that can be read back. Each refuses the others, and other versions. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable
enum StoredResult {

    /** Effects, and what was before and after each change, take most of the text, and are for people and other programs. */
    PLAN(
            PlanResult.KIND,
            "pass what was rendered of an AccessPlan",
            Set.of(
                    "version",
                    "kind",
                    "cluster",
                    "digest",
                    "steps",
                    "changes",
                    "text",
                    "findings",
                    "name",
                    "unchecked",
                    "part"),
            Set.of(WrittenContent.MEMBER)),

    /** The plans themselves are for people and other programs. What is in a summary, its own reader knows or refuses. */
    FLEET(
            FleetReport.KIND,
            "pass what was rendered of a FleetResult or FleetSummary",
            Set.of("version", "kind"),
            Set.of("fleet", WrittenContent.MEMBER));

    private static final int MOST_OF_A_VALUE = 100;

    private final String kind;
    private final String remedy;
    private final Set<String> read;
    private final Set<String> readWhole;

    StoredResult(String kind, String remedy, Set<String> read, Set<String> readWhole) {
        this.kind = kind;
        this.remedy = remedy;
        this.read = read;
        this.readWhole = readWhole;
    }

    /** The members of a text that are read back. */
    JsonObject read(String text) {
        String unmarked = StrictJson.withoutMark(text);
        JsonElement json;
        try {
            json = StrictJson.parseMembers(unmarked, DocumentLimits.STORED_RESULT, read, readWhole);
        } catch (IOException e) {
            // To the reader, a name that is there twice is one fault of many.
            requireOnce(repeated(unmarked));
            throw new IllegalArgumentException(
                    "This is no " + kind + ": " + e.getMessage() + "; pass the whole text that was rendered as JSON",
                    e);
        }
        if (!(json instanceof JsonObject result)) {
            throw refused("the text", "a JSON object");
        }
        // First, since nothing else is known about other versions and kinds.
        requireVersion(result);
        requireKind(result);
        return result;
    }

    private void requireVersion(JsonObject result) {
        JsonElement version = member(result, "version", "");
        if (!(version instanceof JsonPrimitive number)
                || !number.isNumber()
                || !number.getAsString().equals(String.valueOf(ResultReport.VERSION))) {
            throw new IllegalArgumentException("The " + kind + " has version " + excerpt(version)
                    + ", and only version " + ResultReport.VERSION
                    + " is read here; plan and apply with the same version of access-entries");
        }
    }

    private void requireKind(JsonObject result) {
        String found = text(result, "kind", "");
        if (!found.equals(kind)) {
            throw new IllegalArgumentException("This is a result of the kind " + excerpt(new JsonPrimitive(found))
                    + ", not a " + kind + "; " + remedy);
        }
    }

    /**
     * Refuses a text of which a member is not as it was written: people read all of them, and most decide nothing.
     *
     * @param result what was read of the text
     * @param text the whole text
     */
    void requireAsWritten(JsonObject result, String text) {
        if (!(member(result, WrittenContent.MEMBER, "") instanceof JsonObject written)) {
            throw refused(WrittenContent.MEMBER, "a JSON object");
        }
        Set<String> repeated = new LinkedHashSet<>();
        Map<String, String> checksums = WrittenContent.checksums(StrictJson.withoutMark(text), repeated::add);
        requireOnce(repeated);
        Set<String> names = new LinkedHashSet<>(written.keySet());
        names.addAll(checksums.keySet());
        List<String> edited = names.stream()
                .filter(name -> !new JsonPrimitive(checksums.getOrDefault(name, "")).equals(written.get(name)))
                .toList();
        if (!edited.isEmpty()) {
            throw new IllegalArgumentException("The " + kind + " was edited after it was written: not as it was is "
                    + PlainText.beginning(PlainText.names(edited), MOST_OF_A_VALUE)
                    + ", so what it shows need not be what would be done; plan again, review that, and pass it as it was"
                    + " written");
        }
    }

    /** The names that are there twice, if the text is JSON but for that; else none, since it may contain anything. */
    private static Set<String> repeated(String text) {
        Set<String> repeated = new LinkedHashSet<>();
        try {
            Map<String, String> unused = WrittenContent.checksums(text, repeated::add);
            return repeated;
        } catch (UncheckedIOException | IllegalStateException e) {
            return Set.of();
        }
    }

    private void requireOnce(Set<String> repeated) {
        if (!repeated.isEmpty()) {
            throw new IllegalArgumentException(
                    "The " + kind + " was edited after it was written: more than once there is "
                            + PlainText.beginning(PlainText.names(List.copyOf(repeated)), MOST_OF_A_VALUE)
                            + ", so what it shows depends on who reads it; plan again, review that, and pass it as it was written");
        }
    }

    /** Whether results of a kind are read back, and so have to be as they were written. */
    static boolean hasKind(String kind) {
        return Stream.of(values()).anyMatch(stored -> stored.kind.equals(kind));
    }

    private static String excerpt(JsonElement value) {
        return PlainText.of(PlainText.beginning(value.toString(), MOST_OF_A_VALUE));
    }

    JsonElement member(JsonObject of, String name, String within) {
        if (!of.has(name)) {
            throw new IllegalArgumentException(
                    "The " + kind + " lacks " + within + name + "; pass the whole text that was rendered as JSON");
        }
        return of.get(name);
    }

    String text(JsonObject of, String name, String within) {
        if (member(of, name, within) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw refused(within + name, "a text");
    }

    IllegalArgumentException refused(String place, String expected) {
        return new IllegalArgumentException("In the " + kind + ", " + place + " is not " + expected
                + "; pass the whole text that was rendered as JSON");
    }
}
