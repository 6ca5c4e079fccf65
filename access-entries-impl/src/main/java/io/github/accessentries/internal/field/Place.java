package io.github.accessentries.internal.field;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a field stands: below another, under a name or a number.
 *
 * @param within what it is part of, {@code null} for the document itself
 * @param name its name, {@code null} if it has none
 * @param index its number, of an item
 * @param line its line, from 1
 */
record Place(@Nullable Place within, @Nullable String name, int index, int line) {

    static Place root(int line) {
        return new Place(null, null, 0, line);
    }

    Place member(String name, int at) {
        return new Place(this, name, 0, at);
    }

    Place item(int index, int at) {
        return new Place(this, null, index, at);
    }

    String path() {
        return path(UnaryOperator.identity());
    }

    private String path(UnaryOperator<String> told) {
        Deque<String> steps = new ArrayDeque<>();
        for (Place each = this; each.within != null; each = each.within) {
            steps.addFirst(each.name == null ? "[" + each.index + "]" : told.apply(each.name));
            if (each.name != null && each.within.within != null) {
                steps.addFirst(".");
            }
        }
        return String.join("", steps);
    }

    @Override
    public String toString() {
        String path = path(Brief::name);
        return "line " + line + (path.isEmpty() ? "" : ", " + path);
    }
}
