package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/**
 * What is there stands in the way: an entry of another type, or others who change the same entry at the same time.
 * Look at what is there before trying again.
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
