package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/**
 * AWS throttles the calls and the retries of the SDK, if any, are used up, or the library has reached a limit of its
 * own. Try again later.
 */
public final class ThrottledException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public ThrottledException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
