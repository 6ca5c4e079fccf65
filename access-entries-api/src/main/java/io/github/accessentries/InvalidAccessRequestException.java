package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/**
 * EKS refused a value that could not be checked before the call, for example a principal or a policy that does not
 * exist.
 */
public final class InvalidAccessRequestException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public InvalidAccessRequestException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
