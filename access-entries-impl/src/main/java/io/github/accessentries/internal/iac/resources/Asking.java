package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Unanswered;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Asks for several things that make up one, so that all that is not known of it is told at once. Not thread-safe. */
final class Asking {

    private final Set<String> reasons = new LinkedHashSet<>();

    /** Something that may not be known. */
    interface Question<T> {
        T ask() throws Unanswered;
    }

    /** The answer; empty if it is not known. */
    <T> Optional<T> ask(Question<T> question) {
        try {
            return Optional.of(question.ask());
        } catch (Unanswered e) {
            reasons.add(e.reason());
            return Optional.empty();
        }
    }

    boolean isMissingSomething() {
        return !reasons.isEmpty();
    }

    /**
     * Ends where something was not known.
     *
     * @throws Unanswered with all of it
     */
    void refuse() throws Unanswered {
        if (!reasons.isEmpty()) {
            throw new Unanswered(String.join(", and ", reasons));
        }
    }
}
