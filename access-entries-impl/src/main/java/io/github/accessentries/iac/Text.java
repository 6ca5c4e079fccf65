package io.github.accessentries.iac;

import java.util.Optional;
import java.util.function.Function;

/**
 * A text and where it stands.
 *
 * @param value what it says once everything is filled in
 * @param at its place
 */
record Text(String value, Field at) {

    /** What the text stands for; a text that stands for nothing is a fault of the document. */
    <T> Optional<T> as(Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException e) {
            at.fault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
