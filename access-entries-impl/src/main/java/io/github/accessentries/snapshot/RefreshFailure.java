package io.github.accessentries.snapshot;

import io.github.accessentries.CheckReturnValue;
import java.time.Instant;
import org.immutables.value.Value;

/** A failed reading. */
@CheckReturnValue
@Value.Immutable
public abstract class RefreshFailure {

    RefreshFailure() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return when it ended} */
    public abstract Instant at();

    /** {@return the number of consecutive failed readings, including this one} */
    public abstract int attempts();

    /** {@return what the reader threw} */
    public abstract RuntimeException cause();

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRefreshFailure.Builder {
        Builder() {}
    }
}
