package io.github.accessentries;

import org.jspecify.annotations.Nullable;

/**
 * It is not certain which role stands for a permission set: IAM has none or several, or could not be asked about the account.
 * The message names what was seen.
 */
public final class PermissionSetException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was asked for, what was seen, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public PermissionSetException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }
}
