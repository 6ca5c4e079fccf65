package io.github.accessentries.internal.question;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.List;

/**
 * Why an answer may be incomplete, and for which questions that matters. Immutable.
 *
 * @param text one sentence
 * @param places where it matters, empty for every question
 * @param rules what it is about, of which a question must ask for something; empty for every question
 */
public record PlacedDoubt(String text, List<Where> places, List<Rule> rules) {

    /**
     * A doubt about each question.
     *
     * @param text one sentence
     * @return the doubt
     */
    public static PlacedDoubt always(String text) {
        return new PlacedDoubt(text, List.of(), List.of());
    }
}
