package io.github.accessentries.iac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a document and its place. A value of the wrong kind is a fault of the document and counts as empty, so
 * that one reading finds every fault.
 */
final class Field {

    private final String path;
    private final int line;
    private final Node node;
    private final Document document;
    private @Nullable Map<String, Field> members;

    private Field(String path, Node place, Node node, Document document) {
        this.path = path;
        this.line = place.getStartMark().getLine() + 1;
        this.node = node;
        this.document = document;
    }

    static Field root(Node node, Document document) {
        return new Field("", node, node, document);
    }

    /** For people: line and path; a member is where its name is. */
    String place() {
        return "line " + line + (path.isEmpty() ? "" : ", " + path);
    }

    void fault(String what) {
        document.fault(place(), what);
    }

    /** The short form of a function of CloudFormation, for example {@code !Ref}; empty for what is plain. */
    String function() {
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? tag.substring(1) : "";
    }

    /** Whether the value is missing: empty, or {@code null}. */
    boolean isEmpty() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The members by name. */
    Map<String, Field> members() {
        if (members == null) {
            members = Collections.unmodifiableMap(readMembers());
        }
        return members;
    }

    private Map<String, Field> readMembers() {
        Map<String, Field> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault("is not a mapping of names to values");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault("has a name that is not text");
                continue;
            }
            Field member = new Field(
                    path.isEmpty() ? key.getValue() : path + "." + key.getValue(), key, tuple.getValueNode(), document);
            if (members.putIfAbsent(key.getValue(), member) != null) {
                member.fault("occurs twice; keep one of them");
            }
        }
        return members;
    }

    /** The members, of which none may have another name. */
    Map<String, Field> membersOf(String... names) {
        Map<String, Field> members = members();
        members.forEach((name, member) -> {
            if (!Arrays.asList(names).contains(name)) {
                member.fault("this field is unknown; use " + String.join(", ", names));
            }
        });
        return members;
    }

    Optional<Field> member(String name) {
        return isMapping() ? Optional.ofNullable(members().get(name)) : Optional.empty();
    }

    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new Field(path + "[" + items.size() + "]", item, item, document));
            }
        } else {
            fault("is not a list");
        }
        return items;
    }

    /** The text, be it written as text, number or truth value. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !isEmpty()) {
            return Optional.of(scalar.getValue());
        }
        fault(node instanceof ScalarNode ? "is empty; leave it out instead" : "is not text");
        return Optional.empty();
    }

    @Override
    public String toString() {
        return place();
    }
}
