package io.github.accessentries.internal.document;

import io.github.accessentries.internal.text.PlainText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;

/** Makes nodes of the first document of a text; what follows it is not read, as the cluster's reader does it. */
final class YamlComposer {

    private final Parser parser;
    private final int maxDepth;
    private final ValueAllowance allowance;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private YamlComposer(String text, int maxDepth) {
        this.parser = new ParserImpl(new YamlScanner(text, maxDepth));
        this.maxDepth = maxDepth;
        this.allowance = ValueAllowance.of(text);
    }

    /**
     * Reads the first document.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return its root, empty if the text has no document
     * @throws UnreadableYamlException if it is no YAML, or goes beyond a limit
     */
    static Optional<YamlNode> firstDocument(String text, DocumentLimits limits) throws UnreadableYamlException {
        return firstDocument(text, limits, () -> {});
    }

    /** Reads the first document, and tells if it is not all that the text holds. */
    static Optional<YamlNode> firstDocument(String text, DocumentLimits limits, Runnable followed)
            throws UnreadableYamlException {
        if (text.length() > limits.maxCharacters()) {
            throw new UnreadableYamlException(
                    "the text is longer than " + limits.maxCharacters() + " characters, which is not read here", 0);
        }
        try {
            YamlComposer composer = new YamlComposer(text, limits.maxDepth());
            Optional<YamlNode> document = composer.document();
            if (document.isPresent() && !composer.isAtEnd()) {
                followed.run();
            }
            return document;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new UnreadableYamlException(PlainText.of(String.valueOf(e.getProblem())), line);
        } catch (StackOverflowError e) {
            // Deep within the limit, but the caller's thread has less room than others; a fault of the text, not of the
            // program.
            throw new UnreadableYamlException("it is nested too deeply for the stack of the thread that reads it", 0);
        }
    }

    private Optional<YamlNode> document() throws UnreadableYamlException {
        parser.getEvent();
        if (parser.getEvent().is(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        YamlNode root = node(0);
        // Looked at since a fault right behind the document costs the document too.
        parser.getEvent();
        return Optional.of(root);
    }

    /** What is no document either stands there all the same, but a marker without a document is nothing. */
    private boolean isAtEnd() {
        try {
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                parser.getEvent();
                if (!(parser.getEvent() instanceof ScalarEvent scalar) || !isNothing(scalar)) {
                    return false;
                }
                parser.getEvent();
            }
            return true;
        } catch (MarkedYAMLException noDocument) {
            return false;
        }
    }

    private static boolean isNothing(ScalarEvent scalar) {
        return scalar.getValue().isEmpty() && scalar.isPlain() && scalar.getAnchor() == null && scalar.getTag() == null;
    }

    private YamlNode node(int depth) throws UnreadableYamlException {
        Event event = parser.getEvent();
        int line = event.getStartMark().getLine() + 1;
        if (!allowance.take()) {
            throw new UnreadableYamlException("the text has more values than are read of one of its length", line);
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAnchor(), line);
        }
        if (event instanceof ScalarEvent scalar) {
            return anchored(
                    scalar,
                    new YamlNode.Scalar(
                            scalar.getTag(),
                            scalar.getValue(),
                            scalar.getImplicit().canOmitTagInPlainScalar(),
                            line));
        }
        if (depth >= maxDepth) {
            throw new UnreadableYamlException("exceeded max depth of " + maxDepth, line);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        return event.is(Event.ID.SequenceStart) ? sequence(start, line, depth) : mapping(start, line, depth);
    }

    private YamlNode sequence(CollectionStartEvent start, int line, int depth) throws UnreadableYamlException {
        YamlNode.Sequence sequence = anchored(start, new YamlNode.Sequence(line));
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            sequence.items().add(node(depth + 1));
        }
        parser.getEvent();
        return sequence;
    }

    private YamlNode mapping(CollectionStartEvent start, int line, int depth) throws UnreadableYamlException {
        YamlNode.Mapping mapping = anchored(start, new YamlNode.Mapping(line));
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            mapping.members().add(new YamlNode.Member(node(depth + 1), node(depth + 1)));
        }
        parser.getEvent();
        return mapping;
    }

    private <N extends YamlNode> N anchored(NodeEvent event, N node) {
        @Nullable String anchor = event.getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private YamlNode alias(String name, int line) throws UnreadableYamlException {
        YamlNode target = anchors.get(name);
        if (target == null) {
            throw new UnreadableYamlException("unknown anchor '" + name + "' referenced", line);
        }
        return new YamlNode.Alias(name, target, line);
    }
}
