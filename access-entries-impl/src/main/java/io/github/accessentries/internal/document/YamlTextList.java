package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A list of texts that Go's yaml.v2 decodes straight from YAML: numbers, dates and booleans are texts as they are written.
 *
 * @param texts the texts; those of null are empty, and so is what follows a fault that ends the decoding
 * @param faults what is no text, or ended the decoding
 */
public record YamlTextList(List<String> texts, List<UnreadableYamlException> faults) {

    /** Copies the lists. */
    public YamlTextList {
        texts = List.copyOf(texts);
        faults = List.copyOf(faults);
    }

    /**
     * Reads the first document of a text.
     *
     * @param text the text
     * @param limits how long and how deep it may be
     * @return its texts, none if it is empty or null
     * @throws UnreadableYamlException if it is no YAML, or goes beyond a limit
     */
    public static YamlTextList read(String text, DocumentLimits limits) throws UnreadableYamlException {
        Optional<YamlNode> root = YamlComposer.firstDocument(text, limits);
        return root.isEmpty() ? new YamlTextList(List.of(), List.of()) : of(root.get());
    }

    private static YamlTextList of(YamlNode root) {
        List<UnreadableYamlException> faults = new ArrayList<>();
        List<String> texts = List.of();
        try {
            YamlValues values = new YamlValues();
            values.count(root);
            if (root instanceof YamlNode.Sequence list) {
                texts = texts(list, values, faults);
            } else if (!(root instanceof YamlNode.Scalar scalar && ScalarMeaning.of(scalar) == null)) {
                faults.add(new UnreadableYamlException("is not a list", root.line()));
            }
        } catch (UnreadableYamlException e) {
            faults.add(e);
        }
        return new YamlTextList(texts, faults);
    }

    /** What is no text is dropped; a fault of another kind leaves the rest empty. */
    private static List<String> texts(YamlNode.Sequence list, YamlValues values, List<UnreadableYamlException> faults) {
        String[] texts = new String[list.items().size()];
        Arrays.fill(texts, "");
        int count = 0;
        try {
            for (YamlNode item : list.items()) {
                Optional<String> text = values.text(item);
                if (text.isPresent()) {
                    texts[count++] = text.get();
                } else {
                    faults.add(new UnreadableYamlException(
                            "a list or a mapping stands where a text is expected", item.line()));
                }
            }
        } catch (UnreadableYamlException e) {
            faults.add(e);
            count = texts.length;
        }
        return Arrays.asList(texts).subList(0, count);
    }
}
