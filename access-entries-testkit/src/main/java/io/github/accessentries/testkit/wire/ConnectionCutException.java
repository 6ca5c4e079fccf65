package io.github.accessentries.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that broke by a fault, before the answer or with it. */
final class ConnectionCutException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Response lost;

    ConnectionCutException(String operation, @Nullable Response lost) {
        super(new IOException("Connection cut by a scripted fault of " + operation));
        this.lost = lost;
    }

    /** The answer that the client never got, empty if the service never got the request. */
    Optional<Response> lost() {
        return Optional.ofNullable(lost);
    }
}
