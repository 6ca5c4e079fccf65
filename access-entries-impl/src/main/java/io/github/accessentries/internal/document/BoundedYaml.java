package io.github.accessentries.internal.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML, or JSON, which is YAML too, within limits. Makes lists, maps and plain values only, whatever tags the text has. Each
 * method throws a {@link YAMLException} for a text that is no YAML or goes beyond a limit.
 */
public final class BoundedYaml {

    private BoundedYaml() {}

    /**
     * Reads a text with one document and makes no objects of it: what was written stays as it was written, and everything
     * knows its line. Repeated keys are for the caller to find.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return its root, empty if the text is
     */
    public static Optional<Node> compose(String text, DocumentLimits limits) {
        return Optional.ofNullable(yaml(limits).compose(new StringReader(within(limits, text))));
    }

    /**
     * Reads a text with any number of documents, and makes no objects of them. An alias gives the very node of its anchor.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return the root of each document, in their order; those that are empty are none
     */
    public static List<Node> composeAll(String text, DocumentLimits limits) {
        List<Node> roots = new ArrayList<>();
        for (Node root : yaml(limits).composeAll(new StringReader(ofFewValues(limits, within(limits, text))))) {
            if (!isEmpty(root)) {
                roots.add(root);
            }
        }
        return roots;
    }

    static boolean isEmpty(Node document) {
        return document instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
    }

    /**
     * Where the first alias of a text stands.
     *
     * @param text a text that need not be YAML to its end
     * @param limits how much it may ask
     * @return its line, from 1; empty if there is none up to where the text is no YAML
     */
    public static OptionalInt lineOfFirstAlias(String text, DocumentLimits limits) {
        return lineOfFirst(event -> event instanceof AliasEvent, text, limits);
    }

    private static OptionalInt lineOfFirst(Predicate<Event> sought, String text, DocumentLimits limits) {
        try {
            for (Event event : yaml(limits).parse(new StringReader(within(limits, text)))) {
                if (sought.test(event)) {
                    return OptionalInt.of(event.getStartMark().getLine() + 1);
                }
            }
        } catch (YAMLException noFurther) {
            return OptionalInt.empty(); // whoever asks knows what is wrong with the text
        }
        return OptionalInt.empty();
    }

    /**
     * Where a text first asks more than it may, which the reader does not say.
     *
     * @param text a text that need not be YAML to its end
     * @param limits how much it may ask
     * @return the line of the list or mapping that is too deep, or of the value or alias that is one too many, from 1; empty if none is
     */
    public static OptionalInt lineBeyond(String text, DocumentLimits limits) {
        return lineOfFirst(new Asked(limits)::isBeyond, text, limits);
    }

    /** What a text asks as it is read. */
    private static final class Asked {

        private final DocumentLimits limits;
        private final Set<String> anchors = new HashSet<>();
        private int depth;
        private int aliases;
        private int values;

        Asked(DocumentLimits limits) {
            this.limits = limits;
        }

        boolean isBeyond(Event event) {
            if (event instanceof CollectionStartEvent start) {
                depth++;
                anchors.add(String.valueOf(start.getAnchor()));
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof AliasEvent alias && anchors.contains(alias.getAnchor())) {
                aliases++;
            }
            if (event instanceof NodeEvent) {
                values++;
            }
            return depth > limits.maxDepth() || aliases > limits.maxAliases() || values > limits.maxValues();
        }
    }

    /**
     * Reads a text with one document.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return what it holds, {@code null} if it is empty
     */
    public static @Nullable Object load(String text, DocumentLimits limits) {
        return yaml(limits).load(within(limits, text));
    }

    /** The scanner sees the length only between two tokens, and takes quadratic time over a long run of blanks until then. */
    private static String within(DocumentLimits limits, String text) {
        int most = limits.maxCharacters();
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            throw new YAMLException("The text is longer than " + most + " characters");
        }
        return text;
    }

    /** The composer has no such limit, and takes a hundred times the room of a short value; of depth, it has. */
    private static String ofFewValues(DocumentLimits limits, String text) {
        if (text.length() > limits.maxValues()) {
            int values = 0;
            int depth = 0;
            for (Event event : yaml(limits).parse(new StringReader(text))) {
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                values += event instanceof NodeEvent ? 1 : 0;
                if (values > limits.maxValues()) {
                    throw new YAMLException("The text has more than " + limits.maxValues() + " values");
                }
                if (depth > limits.maxDepth()) {
                    break;
                }
            }
        }
        return text;
    }

    private static Yaml yaml(DocumentLimits limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.maxCharacters());
        options.setMaxAliasesForCollections(limits.maxAliases());
        options.setNestingDepthLimit(limits.maxDepth());
        options.setAllowDuplicateKeys(limits.allowsRepeatedKeys());
        DumperOptions unused = new DumperOptions();
        // All four are named since older versions take their own options for those that are not.
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options);
    }
}
