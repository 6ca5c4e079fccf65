package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/** The cluster already has as many access entries, or the entry as many policies, as EKS allows. */
public final class QuotaExceededException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public QuotaExceededException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
