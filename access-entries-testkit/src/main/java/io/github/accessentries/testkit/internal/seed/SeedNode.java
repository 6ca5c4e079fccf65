package io.github.accessentries.testkit.internal.seed;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a seed and its place. A value of the wrong kind is a fault and counts as empty, so that one reading finds
 * everything that is wrong.
 */
final class SeedNode {

    private final String path;
    private final int line;
    private final Node node;
    private final SeedFaults faults;

    private SeedNode(String path, Node place, Node node, SeedFaults faults) {
        this.path = path;
        this.line = place.getStartMark().getLine() + 1;
        this.node = node;
        this.faults = faults;
    }

    static SeedNode root(Node node, SeedFaults faults) {
        return new SeedNode("", node, node, faults);
    }

    /** For people: line and path; a member is where its name is. */
    String place() {
        return "line " + line + (path.isEmpty() ? ":" : ", " + PlainText.name(path) + ":");
    }

    void fault(String what) {
        faults.add(place(), what);
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** The members, whatever their names. */
    Map<String, SeedNode> members() {
        Map<String, SeedNode> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault("is not a mapping of names to values");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault("has a name that is not text");
                continue;
            }
            String name = key.getValue();
            SeedNode member =
                    new SeedNode(path.isEmpty() ? name : path + "." + name, key, tuple.getValueNode(), faults);
            if (members.putIfAbsent(name, member) != null) {
                member.fault("occurs twice; keep one of them");
            }
        }
        return members;
    }

    /** The members, of which none may have another name. */
    Map<String, SeedNode> members(String... known) {
        Map<String, SeedNode> members = members();
        members.forEach((name, member) -> {
            if (!Arrays.asList(known).contains(name)) {
                member.fault("is unknown; use " + String.join(", ", known)
                        + Likeness.didYouMean(name, Arrays.stream(known)));
            }
        });
        return members;
    }

    /** The items of a list. */
    List<SeedNode> items() {
        List<SeedNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new SeedNode(path + "[" + items.size() + "]", item, item, faults));
            }
        } else {
            fault("is not a list");
        }
        return items;
    }

    /** The text, be it written as text, number or truth value. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar.getValue());
        }
        fault(node instanceof ScalarNode ? "is empty; leave it out instead" : "is not text");
        return Optional.empty();
    }
}
