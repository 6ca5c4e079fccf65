package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
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
     * @param message what was refused, why, and what to do about it; what it names is put on its one line
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    public AccessEntriesException(String message, ErrorContext context, @Nullable Throwable cause) {
        this(List.of(requireNonNull(message, "message")), context, cause);
    }

    /**
     * Creates the exception with a message of several lines.
     *
     * @param lines what was refused, why, and what to do about it; each is put on one line
     * @param context what is known about the call
     * @param cause the exception of the AWS SDK, if there is one
     */
    protected AccessEntriesException(Collection<String> lines, ErrorContext context, @Nullable Throwable cause) {
        super(requireNonNull(lines, "lines").stream().map(PlainText::of).collect(Collectors.joining("\n")), cause);
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
