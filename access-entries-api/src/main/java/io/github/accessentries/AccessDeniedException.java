package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/** The caller is not allowed to do this: AWS refused its credentials, or it lacks the permissions. */
public final class AccessDeniedException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public AccessDeniedException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
