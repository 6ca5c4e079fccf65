package io.github.accessentries.testkit.internal.kubernetes.ownership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of fields of an object, as a tree of the steps to them. It is filled by whoever makes it, and not changed
 * afterwards, so that sets may share branches.
 */
final class FieldSet {

    private final SortedMap<PathElement, FieldSet> branches = new TreeMap<>();
    private boolean held;

    /** Whether the field that the steps so far lead to is in the set. */
    boolean isHeld() {
        return held;
    }

    /** The fields further down, by the next step. */
    Map<PathElement, FieldSet> branches() {
        return Collections.unmodifiableMap(branches);
    }

    boolean isEmpty() {
        return !held && branches.isEmpty();
    }

    /** Puts the field here into the set. */
    FieldSet hold() {
        held = true;
        return this;
    }

    /** Puts in what is further down; nothing of it leaves nothing. */
    FieldSet put(PathElement step, FieldSet branch) {
        if (!branch.isEmpty()) {
            branches.merge(step, branch, FieldSet::plus);
        }
        return this;
    }

    /** What is in this set or in the other. */
    FieldSet plus(FieldSet other) {
        FieldSet sum = new FieldSet();
        sum.held = held || other.held;
        sum.branches.putAll(branches);
        other.branches.forEach(sum::put);
        return sum;
    }

    /** What is in this set and not in the other. */
    FieldSet minus(FieldSet other) {
        FieldSet rest = new FieldSet();
        rest.held = held && !other.held;
        branches.forEach((step, branch) -> {
            FieldSet gone = other.branches.get(step);
            rest.put(step, gone == null ? branch : branch.minus(gone));
        });
        return rest;
    }

    /** What is in this set, and neither in the other nor below a field of it. */
    FieldSet outside(FieldSet other) {
        FieldSet rest = new FieldSet();
        if (other.held) {
            return rest;
        }
        rest.held = held;
        branches.forEach((step, branch) -> {
            FieldSet gone = other.branches.get(step);
            rest.put(step, gone == null ? branch : branch.outside(gone));
        });
        return rest;
    }

    /** What is in both. */
    FieldSet and(FieldSet other) {
        FieldSet both = new FieldSet();
        both.held = held && other.held;
        branches.forEach((step, branch) -> {
            FieldSet same = other.branches.get(step);
            if (same != null) {
                both.put(step, branch.and(same));
            }
        });
        return both;
    }

    /** The same with the declared fields on the way to others, which are not in a set by themselves. */
    FieldSet withFieldsOnTheWay(Shape shape) {
        FieldSet more = new FieldSet();
        more.held = held;
        branches.forEach((step, branch) -> {
            FieldSet below = branch.withFieldsOnTheWay(shape.at(step));
            if (step.kind() == PathElement.Kind.FIELD && shape.declares(step.text()) && !below.held) {
                below = below.plus(new FieldSet().hold());
            }
            more.put(step, below);
        });
        return more;
    }

    /** Each field as refusals name it, in order. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (held) {
            paths.add(path);
        }
        branches.forEach((step, branch) -> branch.collect(path + step, paths));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set && set.held == held && set.branches.equals(branches);
    }

    @Override
    public int hashCode() {
        return 31 * branches.hashCode() + Boolean.hashCode(held);
    }

    @Override
    public String toString() {
        return paths().toString();
    }
}
