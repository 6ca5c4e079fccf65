package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/**
 * The change conflicts with the existing entry: it has another type, belongs to AWS, or is being changed by others at
 * the same time. Read the entry before trying again.
 */
public final class AccessConflictException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public AccessConflictException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
