package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An operation on a cluster's access entries failed. The subclasses are the situations that a caller may want to tell
 * apart; the message says what was refused, why, and what to do about it.
 *
 * <p>Invalid arguments, other than whole desired states, are not reported this way: they are refused with an {@link
 * IllegalArgumentException} before any call is made.
 */
public class AccessEntriesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorContext context;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public AccessEntriesException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.context = requireNonNull(context, "context");
    }

    /**
     * What is known about the call that failed.
     *
     * @return the cluster, principal, error code, status and request id, as far as they are known
     */
    public final ErrorContext context() {
        return context == null ? ErrorContext.builder().build() : context;
    }
}
