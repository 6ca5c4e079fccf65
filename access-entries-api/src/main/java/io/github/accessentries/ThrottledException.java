package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/** AWS asks to call less often. The SDK has retried already; try again later, with fewer calls. */
public final class ThrottledException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what was refused, why, and what to do
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public ThrottledException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
