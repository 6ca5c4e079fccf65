package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.field.Brief;

/**
 * Something that was not carried over.
 *
 * @param place where it is
 * @param reason why it was left out, in a sentence
 */
public record LeftBehind(String place, String reason) {

    /** Tells as much of it as somebody reads. */
    public LeftBehind {
        place = Brief.sentence(place);
        reason = Brief.sentence(reason);
    }
}
