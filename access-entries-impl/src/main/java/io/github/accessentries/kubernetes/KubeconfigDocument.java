package io.github.accessentries.kubernetes;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.GoYamlNodes;
import io.github.accessentries.internal.document.YamlText;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The content of a kubeconfig that others have written, as the nodes of its text: what is not touched stays as it was written,
 * whatever it means. Not thread-safe.
 */
final class KubeconfigDocument {

    private static final List<String> LISTS = List.of("clusters", "contexts", "users");

    private final MappingNode root;

    private KubeconfigDocument(MappingNode root) {
        this.root = root;
    }

    /**
     * Reads a text.
     *
     * @return the document, empty if there is nothing in the text
     * @throws IllegalArgumentException if it is no kubeconfig, with the reason as a part of a sentence
     */
    static Optional<KubeconfigDocument> read(String text) {
        List<Node> documents;
        try {
            documents = GoYamlNodes.composeAll(text, DocumentLimits.KUBECONFIG);
        } catch (YAMLException e) {
            // Its message quotes the text, in which there may be secrets.
            throw new IllegalArgumentException("it is not YAML, or too large or deep");
        }
        if (documents.size() > 1) {
            throw new IllegalArgumentException("it has more than one document");
        }
        return documents.stream().findFirst().map(KubeconfigDocument::checked);
    }

    private static KubeconfigDocument checked(Node node) {
        if (!(node instanceof MappingNode root)) {
            throw new IllegalArgumentException("it is no mapping");
        }
        inBlocks(root, Collections.newSetFromMap(new IdentityHashMap<>()));
        KubeconfigDocument document = new KubeconfigDocument(root);
        document.requireText("kind", "Config");
        document.requireText("apiVersion", "v1");
        document.value("current-context")
                .filter(value -> !(value instanceof ScalarNode))
                .ifPresent(value -> {
                    throw new IllegalArgumentException("its current-context is not a text");
                });
        LISTS.forEach(document::requireNamesOnce);
        return document;
    }

    private static void inBlocks(Node node, Set<Node> seen) {
        if (!(node instanceof CollectionNode<?> collection) || !seen.add(node)) {
            return;
        }
        collection.setFlowStyle(FlowStyle.BLOCK);
        if (node instanceof MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
                    throw new IllegalArgumentException("it has the key " + PlainText.quoted(key.getValue()) + " twice"
                            + " in one mapping, in line " + (key.getStartMark().getLine() + 1));
                }
                inBlocks(tuple.getKeyNode(), seen);
                inBlocks(tuple.getValueNode(), seen);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> inBlocks(element, seen));
        }
    }

    private void requireText(String key, String expected) {
        value(key)
                .filter(value ->
                        !(value instanceof ScalarNode text && text.getValue().equals(expected)))
                .ifPresent(value -> {
                    throw new IllegalArgumentException("its " + key + " is not " + expected);
                });
    }

    private void requireNamesOnce(String list) {
        Set<String> names = new HashSet<>();
        for (MappingNode entry : entries(list)) {
            name(entry).filter(name -> !names.add(name)).ifPresent(name -> {
                throw new IllegalArgumentException(
                        "its " + list + " have the name " + PlainText.quoted(name) + " twice");
            });
        }
    }

    boolean hasCluster(String name) {
        return entries("clusters").stream()
                .anyMatch(entry -> name(entry).filter(name::equals).isPresent());
    }

    /** Puts an entry at the place of the one with its name, or at the end. */
    void put(String list, String name, Object entry) {
        List<Node> entries = new ArrayList<>(entries(list));
        Node added = YamlText.node(entry);
        for (int i = 0; i < entries.size(); i++) {
            if (name(entries.get(i)).filter(name::equals).isPresent()) {
                entries.set(i, added);
                set(list, new SequenceNode(Tag.SEQ, entries, FlowStyle.BLOCK));
                return;
            }
        }
        entries.add(added);
        // Another one, since the one that was read may stand in several places by an alias.
        set(list, new SequenceNode(Tag.SEQ, entries, FlowStyle.BLOCK));
    }

    void setCurrentContext(String name) {
        set("current-context", YamlText.node(name));
    }

    String text() {
        return YamlText.ofNode(root);
    }

    private void set(String key, Node value) {
        List<NodeTuple> members = root.getValue();
        for (int i = 0; i < members.size(); i++) {
            if (isNamed(members.get(i), key)) {
                members.set(i, new NodeTuple(members.get(i).getKeyNode(), value));
                return;
            }
        }
        members.add(new NodeTuple(YamlText.node(key), value));
    }

    private List<MappingNode> entries(String list) {
        Node value = value(list).orElse(null);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw new IllegalArgumentException("its " + list + " are not a list");
        }
        List<MappingNode> entries = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            if (!(entry instanceof MappingNode mapping)) {
                throw new IllegalArgumentException("one of its " + list + " is no mapping");
            }
            entries.add(mapping);
        }
        return entries;
    }

    private Optional<Node> value(String key) {
        return member(root, key).filter(value -> !value.getTag().equals(Tag.NULL));
    }

    private static Optional<String> name(Node entry) {
        return entry instanceof MappingNode mapping
                ? member(mapping, "name")
                        .filter(ScalarNode.class::isInstance)
                        .map(name -> ((ScalarNode) name).getValue())
                : Optional.empty();
    }

    private static Optional<Node> member(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> isNamed(tuple, key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static boolean isNamed(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
    }
}
