package io.github.accessentries.testkit.internal.wire.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection broken by a fault, before the answer or together with it. */
public final class ConnectionCutException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Response lost;

    /** Cuts the connection of a call, and keeps the lost answer if there was one. */
    public ConnectionCutException(String operation, @Nullable Response lost) {
        super(new IOException("Connection cut by a scripted fault of " + operation));
        this.lost = lost;
    }

    /** The answer that the client never received, empty if the service never received the request. */
    public Optional<Response> lost() {
        return Optional.ofNullable(lost);
    }
}
