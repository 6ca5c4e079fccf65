package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/**
 * The cluster's authentication mode does not allow this; usually it still uses only the {@code aws-auth} ConfigMap.
 */
public final class AuthenticationModeException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public AuthenticationModeException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
