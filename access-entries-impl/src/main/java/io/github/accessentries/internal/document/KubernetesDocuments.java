package io.github.accessentries.internal.document;

import com.google.gson.JsonElement;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The documents of a text, as kubectl reads them: values of JSON one after the other, or documents of YAML. One that cannot be
 * read does not affect the others.
 *
 * @param readable those that could be read
 * @param unreadable how many could not
 */
public record KubernetesDocuments(List<Document> readable, int unreadable) {

    /** Copies the list. */
    public KubernetesDocuments {
        readable = List.copyOf(readable);
    }

    /**
     * One of them.
     *
     * @param place where it stands, for messages
     * @param json its value
     */
    public record Document(String place, JsonElement json) {}

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
        for (String document : YamlDocuments.of(text)) {
            List<JsonStream.Value> values = json(document, limits);
            for (JsonStream.Value value : values) {
                number++;
                String place = name + "document " + number;
                value.repeatedKeys().forEach(key -> faults.accept(repeated(place, key)));
                readable.add(new Document(place, value.json()));
            }
            if (!values.isEmpty()) {
                continue;
            }
            number++;
            String place = name + "document " + number;
            try {
                readable.add(new Document(
                        place,
                        KubernetesYaml.read(
                                document,
                                limits,
                                key -> faults.accept(repeated(place, key)),
                                () -> faults.accept(place
                                        + ": what stands behind its first value is not read; put --- on a line between"
                                        + " them"))));
            } catch (UnreadableYamlException e) {
                unreadable++;
                faults.accept(e.at(place));
            }
        }
        return new KubernetesDocuments(readable, unreadable);
    }

    /** Like kubectl, what begins as JSON is read as JSON, if it is JSON to the end; none otherwise. */
    private static List<JsonStream.Value> json(String document, DocumentLimits limits) {
        String content = YamlDocuments.withoutMarker(document);
        if (JsonStream.mayBe(content)) {
            try {
                return JsonStream.read(content, limits);
            } catch (IOException noJson) {
                // It may be YAML in flow style.
            }
        }
        return List.of();
    }

    private static String repeated(String place, String key) {
        return place + ": the key \"" + PlainText.of(key) + "\" stands twice in one object; the last one counts";
    }
}
