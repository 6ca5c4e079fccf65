package io.github.accessentries.internal.document;

import com.google.gson.JsonElement;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documents of a text, as kubectl reads them: values of JSON one after the other, or documents of YAML. One that cannot be
 * read does not affect the others.
 *
 * @param readable those that could be read
 * @param unreadable how many could not
 */
public record KubernetesDocuments(List<Document> readable, int unreadable) {

    /** Helm writes before each manifest of which file it comes. */
    private static final Pattern SOURCE = Pattern.compile("^[ \\t]*# Source:(.*)$", Pattern.MULTILINE);

    private static final Pattern TAB_IN_INDENTATION = Pattern.compile(" *\\t.*");

    /** Copies the list. */
    public KubernetesDocuments {
        readable = List.copyOf(readable);
    }

    /**
     * One of them.
     *
     * @param number its number among all of its text, from 1
     * @param place where it stands, for messages
     * @param json its value
     */
    public record Document(int number, String place, JsonElement json) {}

    /**
     * Reads a text.
     *
     * @param text the text
     * @param limits how much it may ask
     * @param name what precedes the number of a document in its place, for example {@code "roles.yaml, "}
     * @param faults takes what could not be read, and what may be read otherwise by others, each with its place
     * @return its documents in their order
     */
    public static KubernetesDocuments read(String text, DocumentLimits limits, String name, Consumer<String> faults) {
        List<Document> readable = new ArrayList<>();
        int unreadable = 0;
        int number = 0;
        for (YamlDocuments.Part part : YamlDocuments.of(text)) {
            if (number >= YamlDocuments.MOST) {
                unreadable++;
                faults.accept(name + "line " + part.line() + ": what follows is not read, since there are more than "
                        + YamlDocuments.MOST + " documents before it; put it into a file of its own");
                break;
            }
            String source = source(part.text());
            List<JsonStream.Value> values = json(part.content(), limits);
            for (JsonStream.Value value : values) {
                number++;
                String place = name + "document " + number + source;
                value.repeatedKeys().forEach(key -> faults.accept(repeated(place, key)));
                readable.add(new Document(number, place, value.json()));
            }
            if (!values.isEmpty()) {
                continue;
            }
            number++;
            String place = name + "document " + number + source;
            try {
                readable.add(new Document(number, place, yaml(part.text(), limits, place, faults)));
            } catch (UnreadableYamlException e) {
                unreadable++;
                faults.accept(e.at(place, part.line()) + remedy(part.text(), e.line()));
            }
        }
        return new KubernetesDocuments(readable, unreadable);
    }

    /** Looked for once in a part, which may hold many values. */
    private static String source(String part) {
        Matcher source = SOURCE.matcher(part);
        return source.find() && !source.group(1).isBlank()
                ? " (" + PlainText.of(source.group(1).strip()) + ")"
                : "";
    }

    /** Like kubectl, what begins as JSON is read as JSON, if it is JSON to the end; none otherwise. */
    private static List<JsonStream.Value> json(String content, DocumentLimits limits) {
        if (JsonStream.mayBe(content)) {
            try {
                return JsonStream.read(content, limits);
            } catch (IOException noJson) {
                // It may be YAML in flow style.
            }
        }
        return List.of();
    }

    private static JsonElement yaml(String document, DocumentLimits limits, String place, Consumer<String> faults)
            throws UnreadableYamlException {
        return KubernetesYaml.read(
                document,
                limits,
                key -> faults.accept(repeated(place, key)),
                () -> faults.accept(
                        place + ": what stands behind its first value is not read; put --- on a line between them"));
    }

    private static String repeated(String place, String key) {
        return place + ": the key \"" + PlainText.of(key) + "\" stands twice in one object; the last one counts";
    }

    /** What to do about a document that cannot be read, by what is wrong with it on a line of it. */
    private static String remedy(String document, int line) {
        if (Unrendered.isTemplate(document)) {
            return "; it is a template" + Unrendered.REMEDY;
        }
        boolean hasTab = document.lines()
                .skip(Math.max(line - 2, 0))
                .limit(2)
                .anyMatch(text -> TAB_IN_INDENTATION.matcher(text).matches());
        return hasTab
                ? "; a tab is no indentation, use blanks"
                : "; nothing of this document is read until that is mended";
    }
}
