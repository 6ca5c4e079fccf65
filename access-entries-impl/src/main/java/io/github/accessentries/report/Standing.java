package io.github.accessentries.report;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** The level of a subject at one place. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Standing {

    Standing() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the highest level that is reached} */
    public abstract Level level();

    /** {@return whether there are permissions beyond that level} */
    public abstract boolean more();

    /** {@return whether there may be more than is known, for example by a policy whose rules AWS does not publish} */
    public abstract boolean incomplete();

    /**
     * The standing as reports write it: the level, a {@code +} for more, a {@code ?} for incomplete.
     *
     * @return for example {@code edit}, {@code view+} or {@code none?}
     */
    @Override
    public final String toString() {
        return level() + (more() ? "+" : "") + (incomplete() ? "?" : "");
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableStanding.Builder {
        Builder() {}
    }
}
