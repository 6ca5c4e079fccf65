package io.github.accessentries.internal.iac.terraform;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.terraform.Expression.Reference;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often a block of a configuration is there: its {@code count} or {@code for_each}. */
final class Repetition {

    /** More than a cluster may have entries, many times over. */
    private static final int MOST = 100_000;

    private final Optional<Field> count;
    private final Optional<Field> forEach;
    private final Optional<Field> enabled;
    private final Evaluator evaluator;
    private @Nullable Map<String, Instance> instances;
    private @Nullable Unanswered failure;
    private boolean isOpen;

    Repetition(Field body, Evaluator evaluator) {
        this.count = body.member("count");
        this.forEach = body.member("for_each");
        this.enabled = body.member("lifecycle").map(Blocks::bodies).orElse(List.of()).stream()
                .flatMap(lifecycle -> lifecycle.member("enabled").stream())
                .findFirst();
        this.evaluator = evaluator;
    }

    /** Whether there may be several, or none. */
    boolean isThere() {
        return count.isPresent() || forEach.isPresent();
    }

    /** Whether each of them has a key of its own. */
    boolean isForEach() {
        return forEach.isPresent() && count.isEmpty();
    }

    /** All of them. */
    List<Instance> instances() throws Unanswered {
        if (enabled.isPresent() && !isEnabled(enabled.get())) {
            return List.of();
        }
        return isThere() ? List.copyOf(byKey().values()) : List.of(Instance.ONLY);
    }

    /** OpenTofu has a condition beside the others. */
    private boolean isEnabled(Field condition) throws Unanswered {
        Field value = evaluator.evaluate(condition, Instance.ONLY);
        String text = value.isText() ? value.text().orElseThrow() : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw new Unanswered("has a lifecycle whose enabled is neither true nor false");
        }
        return text.equals("true");
    }

    /** The one with a key. */
    Optional<Instance> instance(String key) throws Unanswered {
        return Optional.ofNullable(byKey().get(key));
    }

    private Map<String, Instance> byKey() throws Unanswered {
        if (failure != null) {
            throw failure;
        }
        if (instances == null) {
            if (count.isPresent() && forEach.isPresent()) {
                throw new Unanswered("has count and for_each, of which Terraform takes one");
            }
            if (isOpen) {
                throw new Unanswered("has a count or for_each that refers to itself");
            }
            isOpen = true;
            try {
                instances = count.isPresent() ? counted(count.get()) : each(forEach.orElseThrow());
            } catch (Unanswered e) {
                failure = e;
                throw e;
            } finally {
                isOpen = false;
            }
        }
        return instances;
    }

    private Map<String, Instance> counted(Field count) throws Unanswered {
        Map<String, Instance> instances = new LinkedHashMap<>();
        for (int index = 0, number = number(count); index < number; index++) {
            instances.put(String.valueOf(index), Instance.counted(index));
        }
        return instances;
    }

    private int number(Field count) throws Unanswered {
        Field value = evaluator.evaluate(count, Instance.ONLY);
        String text = value.isText() ? value.text().orElseThrow() : "";
        if (!text.matches("[0-9]{1,9}")) {
            throw new Unanswered("has a count that is " + (value.isText() ? PlainText.quoted(text) : "no number")
                    + ", which Terraform refuses; it takes whole numbers from 0");
        }
        int number = Integer.parseInt(text);
        if (number > MOST) {
            throw new Unanswered("is there more than " + MOST + " times");
        }
        return number;
    }

    /** The resources of another block by their keys, a mapping by its names, or a set of texts, which are their own keys. */
    private Map<String, Instance> each(Field forEach) throws Unanswered {
        Map<String, Instance> instances = new LinkedHashMap<>();
        Optional<Reference> block = evaluator.repeatedBlock(forEach);
        if (block.isPresent()) {
            for (Instance other : evaluator.instancesOf(block.get())) {
                String key = requireNonNull(other.key());
                instances.put(key, Instance.chained(key, block.get()));
            }
            return instances;
        }
        Field value = evaluator.repeated(forEach);
        if (value.isMapping()) {
            value.members().forEach((key, member) -> instances.put(key, Instance.each(key, member)));
        } else if (value.isSet()) {
            for (Field item : value.items()) {
                String key = item.text().orElseThrow();
                instances.put(key, Instance.each(key, item));
            }
        } else if (value.isText()) {
            throw new Unanswered("has a for_each over a text, where Terraform takes a map or a set; "
                    + Evaluator.onlyExpression(forEach)
                            .map(expression -> "give {…} or toset([…]) as the value of " + Evaluator.told(expression))
                            .orElse("use toset([…]) for a set"));
        } else {
            throw new Unanswered("has a for_each over " + (value.isList() ? "a list" : "neither a map nor a set")
                    + ", which Terraform refuses; use toset([…]) for a set");
        }
        if (instances.size() > MOST) {
            throw new Unanswered("is there more than " + MOST + " times");
        }
        return instances;
    }
}
