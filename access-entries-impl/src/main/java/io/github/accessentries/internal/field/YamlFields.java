package io.github.accessentries.internal.field;

import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.Unrendered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes fields of the nodes of YAML. An alias stands for what its anchor has, and {@code <<} for the members of one mapping or
 * several, as far as those that are written out do not say otherwise. What aliases can multiply is counted.
 */
final class YamlFields {

    /** More than anybody repeats, and little enough to be read in no time. */
    private static final int MOST_BY_ALIASES = 100_000;

    private static final String NAME_WITHOUT_TEXT = "has a name that is not text";

    private static final String TEMPLATE =
            "is a template in two braces, which nobody has filled in" + Unrendered.REMEDY;

    private static final Set<Tag> OTHER_THAN_TEXT = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);

    private final Document document;
    private final String text;
    private final DocumentLimits limits;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int byAliases;

    YamlFields(Document document, String text, DocumentLimits limits) {
        this.document = document;
        this.text = text;
        this.limits = limits;
    }

    Field root(Node node) {
        return field(Place.root(line(node)), node);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private Field field(Place place, Node node) {
        count(place, node);
        String tag = node.getTag().getValue();
        String function = tag.startsWith("!") ? tag.substring(1) : "";
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) && !isMarkedAsText(scalar)
                    ? Field.nothing(place, document, function)
                    : Field.scalar(place, document, function, scalar.getValue(), mayBeOtherThanText(scalar));
        }
        if (!open.add(node)) {
            throw document.refused(place.line(), "has an alias within its own anchor; write the value out");
        }
        if (open.size() > limits.maxDepth()) {
            throw document.refused(place.line(), "is deeper than " + limits.maxDepth() + " levels; write it flatter");
        }
        Field field = node instanceof SequenceNode sequence
                ? list(place, function, sequence)
                : mapping(place, function, (MappingNode) node);
        open.remove(node);
        return field;
    }

    /** A tag of YAML decides, and where there is none, the quotes. */
    private static boolean mayBeOtherThanText(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (isMarkedAsText(scalar)) {
            return false;
        }
        if (tag.equals(Tag.STR) && scalar.isPlain()) {
            return !begins(scalar, "!");
        }
        return scalar.isPlain() || OTHER_THAN_TEXT.contains(tag);
    }

    /** An exclamation mark alone is a tag as well, which the parser passes over. */
    private static boolean isMarkedAsText(ScalarNode scalar) {
        return scalar.isPlain() && begins(scalar, "! ");
    }

    /** Looks at the text, since a node does not know what stands before its value. */
    private static boolean begins(ScalarNode scalar, String with) {
        int[] characters = scalar.getStartMark().getBuffer();
        int start = scalar.getStartMark().getPointer();
        int end = Math.min(start + with.length(), characters.length);
        return new String(characters, start, end - start).equals(with);
    }

    /** A node that was there before comes by an alias, and so does all that is in it. */
    private void count(Place place, Node node) {
        if (seen.add(node)) {
            return;
        }
        if (limits.allowsAliases()) {
            byAliases++;
            if (byAliases > MOST_BY_ALIASES) {
                throw document.refused(
                        place.line(),
                        "has aliases that stand for more than " + MOST_BY_ALIASES + " values; write them out");
            }
        } else {
            throw document.refused(
                    BoundedYaml.lineOfFirstAlias(text, limits).orElse(place.line()), Document.WITHOUT_ALIASES);
        }
    }

    private Field list(Place place, String function, SequenceNode sequence) {
        List<Field> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(field(place.item(items.size(), line(item)), item));
        }
        return Field.list(place, document, function, items);
    }

    private Field mapping(Place place, String function, MappingNode mapping) {
        Map<String, Field> members = new LinkedHashMap<>();
        Set<String> plainNames = new HashSet<>();
        List<Field> repeated = new ArrayList<>();
        List<Field> merged = new ArrayList<>();
        Optional<String> oddNames = Optional.empty();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                oddNames = Optional.of(isTemplate(mapping, tuple.getKeyNode()) ? TEMPLATE : NAME_WITHOUT_TEXT);
                continue;
            }
            Optional<String> name = name(key);
            Field member = field(place.member(name.orElse(key.getValue()), line(key)), tuple.getValueNode());
            if (limits.allowsAliases() && key.getTag().equals(Tag.MERGE)) {
                merged.add(member);
                repeated.addAll(broughtAgain(member, members));
            } else if (name.isEmpty()) {
                oddNames = Optional.of(NAME_WITHOUT_TEXT);
            } else if (members.putIfAbsent(name.get(), member) != null) {
                repeated.add(member);
            } else if (key.isPlain()) {
                plainNames.add(key.getValue());
            }
        }
        merged.forEach(from -> merge(from, members));
        return Field.mapping(place, document, function, members, plainNames, repeated, oddNames);
    }

    /** Two braces, which YAML reads as a mapping that is the name in another one. */
    private static boolean isTemplate(MappingNode mapping, Node key) {
        return mapping.getFlowStyle() == FlowStyle.FLOW
                && key instanceof MappingNode inner
                && inner.getFlowStyle() == FlowStyle.FLOW;
    }

    private Optional<String> name(ScalarNode key) {
        return mayBeOtherThanText(key) ? document.scalars().key(key.getValue()) : Optional.of(key.getValue());
    }

    /** What a reader that goes by the order would take from the other mapping, although it is written out. */
    private List<Field> broughtAgain(Field from, Map<String, Field> written) {
        if (document.scalars() == ScalarReading.AS_WRITTEN) {
            return List.of();
        }
        Map<String, Field> brought = new LinkedHashMap<>();
        merge(from, brought);
        return written.entrySet().stream()
                .filter(member -> brought.containsKey(member.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void merge(Field from, Map<String, Field> members) {
        for (Field mapping : from.isList() ? from.items() : List.of(from)) {
            mapping.members().forEach(members::putIfAbsent);
        }
    }
}
