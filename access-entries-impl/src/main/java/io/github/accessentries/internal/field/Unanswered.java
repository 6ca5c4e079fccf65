package io.github.accessentries.internal.field;

import java.io.Serial;

/** The reason why a value cannot be known from the document and the values that were given. */
public final class Unanswered extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the reason.
     *
     * @param reason a sentence without its subject, with what would answer it
     */
    public Unanswered(String reason) {
        super(reason);
    }

    /** {@return a sentence without its subject} */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
