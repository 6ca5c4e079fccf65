package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Nodes, to be written again, of what kubectl reads as well, taken apart as that does it, in linear time: the scanner of the library
 * takes quadratic time over a long text without blanks, such as a certificate.
 */
public final class GoYamlNodes {

    private GoYamlNodes() {}

    /**
     * Reads a text with any number of documents, and makes no objects of them. An alias gives the very node of its anchor. Repeated keys
     * are for the caller to find.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return the root of each document, in their order; those that are empty are none
     * @throws YAMLException if it is no YAML or goes beyond a limit
     */
    public static List<Node> composeAll(String text, DocumentLimits limits) {
        if (text.length() > limits.maxCharacters()) {
            throw new YAMLException("The text is longer than " + limits.maxCharacters() + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(limits.maxAliases());
        options.setNestingDepthLimit(limits.maxDepth());
        Composer composer = new Composer(new Events(text, limits), new Resolver(), options);
        List<Node> roots = new ArrayList<>();
        while (composer.checkNode()) {
            Node root = composer.getNode();
            if (!BoundedYaml.isEmpty(root)) {
                roots.add(root);
            }
        }
        return roots;
    }

    private static final class Events extends ParserImpl {

        private final int maxValues;
        private int values;

        Events(String text, DocumentLimits limits) {
            super(new YamlScanner(text, limits.maxDepth()));
            maxValues = limits.maxValues();
        }

        @Override
        public Event peekEvent() {
            return told(super.peekEvent());
        }

        @Override
        public Event getEvent() {
            Event event = super.getEvent();
            if (event instanceof NodeEvent && ++values > maxValues) {
                throw new YAMLException("The text has more than " + maxValues + " values");
            }
            return told(event);
        }

        /** Of a value behind a lone exclamation mark, Go makes a text whatever it looks like; the library does not, nor write the mark. */
        private static Event told(Event event) {
            return event instanceof ScalarEvent scalar && "!".equals(scalar.getTag())
                    ? new ScalarEvent(
                            scalar.getAnchor(),
                            Tag.STR.getValue(),
                            new ImplicitTuple(false, false),
                            scalar.getValue(),
                            scalar.getStartMark(),
                            scalar.getEndMark(),
                            scalar.getScalarStyle())
                    : event;
        }
    }
}
