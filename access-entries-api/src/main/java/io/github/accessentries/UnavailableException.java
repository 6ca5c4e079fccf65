package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/** The service did not answer, or reported an internal error. Trying again later may help. */
public final class UnavailableException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public UnavailableException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
