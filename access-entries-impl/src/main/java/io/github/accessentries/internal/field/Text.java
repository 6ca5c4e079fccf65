package io.github.accessentries.internal.field;

import java.util.Optional;
import java.util.function.Function;

/**
 * A text and where it stands.
 *
 * @param value what it says once everything is filled in
 * @param at its place
 */
public record Text(String value, Field at) {

    /**
     * What the text stands for.
     *
     * @param parse refuses with an {@link IllegalArgumentException} what stands for nothing
     * @param <T> what it stands for
     * @return its meaning; empty, with a fault of the document, if it has none
     */
    public <T> Optional<T> as(Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException e) {
            at.fault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
