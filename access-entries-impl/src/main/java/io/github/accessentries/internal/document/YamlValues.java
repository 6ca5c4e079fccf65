package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of nodes as the cluster's reader does it: what is merged counts from where it stands, the last of several
 * equal keys wins, and aliases may multiply a text only so far.
 */
final class YamlValues {

    private static final int FEW_STEPS = 400_000;
    private static final int MANY_STEPS = 4_000_000;
    private static final double RATIO_OF_FEW = 0.99;
    private static final double RATIO_OF_MANY = 0.10;
    private static final int STEPS_THAT_ARE_FREE = 1000;
    private static final int ALIASED_STEPS_THAT_ARE_FREE = 100;

    private int steps;
    private int aliasedSteps;
    private int aliasDepth;
    private final Set<YamlNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
    /** What scalars behind aliases mean, since each alias would make its value again, of whatever size. */
    private final IdentityHashMap<YamlNode.Scalar, Optional<Object>> aliased = new IdentityHashMap<>();

    private final Consumer<String> repeated;

    YamlValues() {
        this(key -> {});
    }

    /** Tells each key that a mapping has again, not counting what is merged into it. */
    YamlValues(Consumer<String> repeated) {
        this.repeated = repeated;
    }

    /**
     * The value of a node.
     *
     * @param node the node
     * @return a list, a mapping, or what a scalar means
     * @throws UnreadableYamlException if the cluster's reader gives up on it
     */
    @Nullable
    Object of(YamlNode node) throws UnreadableYamlException {
        count(node);
        if (node instanceof YamlNode.Alias alias) {
            enter(alias);
            Object value = of(alias.target());
            leave(alias);
            return value;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            for (YamlNode item : sequence.items()) {
                items.add(of(item));
            }
            return items;
        }
        if (node instanceof YamlNode.Mapping mapping) {
            Map<@Nullable Object, @Nullable Object> members = new LinkedHashMap<>();
            putAll(mapping, members);
            return members;
        }
        return scalar((YamlNode.Scalar) node);
    }

    /**
     * The value of a node where a text is asked for.
     *
     * @param node the node
     * @return its text, empty if it is a list or a mapping
     * @throws UnreadableYamlException if the cluster's reader gives up on it
     */
    Optional<String> text(YamlNode node) throws UnreadableYamlException {
        count(node);
        if (node instanceof YamlNode.Alias alias) {
            enter(alias);
            Optional<String> text = text(alias.target());
            leave(alias);
            return text;
        }
        return node instanceof YamlNode.Scalar scalar
                ? Optional.of(ScalarMeaning.text(scalar, scalar(scalar)))
                : Optional.empty();
    }

    private @Nullable Object scalar(YamlNode.Scalar scalar) throws UnreadableYamlException {
        if (aliasDepth == 0) {
            return ScalarMeaning.of(scalar);
        }
        Optional<Object> known = aliased.get(scalar);
        if (known == null) {
            known = Optional.ofNullable(ScalarMeaning.of(scalar));
            aliased.put(scalar, known);
        }
        return known.orElse(null);
    }

    private void putAll(YamlNode.Mapping mapping, Map<@Nullable Object, @Nullable Object> members)
            throws UnreadableYamlException {
        Set<@Nullable Object> own = new HashSet<>();
        for (YamlNode.Member member : mapping.members()) {
            if (ScalarMeaning.isMerge(member.key())) {
                merge(member.value(), members);
                continue;
            }
            Object key = of(member.key());
            if (key instanceof Map || key instanceof List) {
                throw new UnreadableYamlException(
                        "a list or a mapping is used as a key; put what begins with a brace or bracket in quotes",
                        member.key().line());
            }
            if (!own.add(key)) {
                repeated.accept(String.valueOf(key));
            }
            members.put(key, of(member.value()));
        }
    }

    private void merge(YamlNode value, Map<@Nullable Object, @Nullable Object> members) throws UnreadableYamlException {
        if (value instanceof YamlNode.Sequence sequence) {
            // Backwards, since of several mappings the first one counts.
            for (int i = sequence.items().size() - 1; i >= 0; i--) {
                mergeOne(sequence.items().get(i), members);
            }
        } else {
            mergeOne(value, members);
        }
    }

    private void mergeOne(YamlNode value, Map<@Nullable Object, @Nullable Object> members)
            throws UnreadableYamlException {
        YamlNode target = value instanceof YamlNode.Alias alias ? alias.target() : value;
        if (!(target instanceof YamlNode.Mapping mapping)) {
            throw new UnreadableYamlException("map merge requires map or sequence of maps as the value", value.line());
        }
        count(value);
        if (value instanceof YamlNode.Alias alias) {
            enter(alias);
            count(mapping);
            putAll(mapping, members);
            leave(alias);
        } else {
            putAll(mapping, members);
        }
    }

    /**
     * Takes a step, of which a text may take only so many inside of aliases.
     *
     * @param node where the step leads
     * @throws UnreadableYamlException if it is one too many
     */
    void count(YamlNode node) throws UnreadableYamlException {
        steps++;
        if (aliasDepth > 0) {
            aliasedSteps++;
        }
        if (aliasedSteps > ALIASED_STEPS_THAT_ARE_FREE
                && steps > STEPS_THAT_ARE_FREE
                && (double) aliasedSteps / steps > allowedRatio()) {
            throw new UnreadableYamlException("document contains excessive aliasing", node.line());
        }
    }

    private double allowedRatio() {
        if (steps <= FEW_STEPS) {
            return RATIO_OF_FEW;
        }
        if (steps >= MANY_STEPS) {
            return RATIO_OF_MANY;
        }
        double share = (double) (steps - FEW_STEPS) / (MANY_STEPS - FEW_STEPS);
        return RATIO_OF_FEW - (RATIO_OF_FEW - RATIO_OF_MANY) * share;
    }

    /** Goes into what an alias stands for, if the alias does not stand inside of that. */
    private void enter(YamlNode.Alias alias) throws UnreadableYamlException {
        if (!open.add(alias)) {
            throw new UnreadableYamlException("anchor '" + alias.name() + "' value contains itself", alias.line());
        }
        aliasDepth++;
    }

    private void leave(YamlNode.Alias alias) {
        aliasDepth--;
        open.remove(alias);
    }
}
