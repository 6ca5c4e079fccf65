package io.github.accessentries.snapshot;

import io.github.accessentries.CheckReturnValue;
import java.time.Instant;
import org.immutables.value.Value;

/** A reading that went wrong. */
@CheckReturnValue
@Value.Immutable
public abstract class RefreshFailure {

    RefreshFailure() {}

    /**
     * Starts with nothing set. All but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return when it ended} */
    public abstract Instant at();

    /** {@return how many readings went wrong one after the other, this one included} */
    public abstract int attempts();

    /** {@return what the reader threw} */
    public abstract RuntimeException cause();

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRefreshFailure.Builder {
        Builder() {}
    }
}
