package io.github.accessentries.plan;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import java.util.List;
import org.immutables.value.Value;

/** A step of a cluster's authentication mode, taken or found to be taken already. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ModeChange {

    ModeChange() {}

    /**
     * Starts a mode change; all but the findings is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the mode that the cluster had} */
    public abstract AuthenticationMode before();

    /** {@return the mode that it has now} */
    public abstract AuthenticationMode after();

    /** {@return the dangers that were found and signed off} */
    public abstract List<Finding> signedOff();

    /**
     * Whether the mode was changed.
     *
     * @return {@code false} if the cluster already used access entries in the way that was asked for
     */
    public final boolean isChanged() {
        return before() != after();
    }

    /** Builds mode changes. Not thread-safe. */
    public static final class Builder extends ImmutableModeChange.Builder {
        Builder() {}
    }
}
