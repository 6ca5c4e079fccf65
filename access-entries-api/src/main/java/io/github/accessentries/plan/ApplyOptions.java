package io.github.accessentries.plan;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** How a plan is applied. */
@CheckReturnValue
@Value.Immutable
public abstract class ApplyOptions {

    private static final int MAX_PARALLELISM = 100;

    ApplyOptions() {}

    /**
     * Starts with the default for every option.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The default options: nothing is signed off and there is no listener.
     *
     * @return the defaults
     */
    public static ApplyOptions defaults() {
        return builder().build();
    }

    /**
     * Options that sign findings off, with defaults for the rest.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @return the options
     */
    public static ApplyOptions with(SignOff signOff) {
        return builder().signOff(signOff).build();
    }

    /**
     * The findings that a person has reviewed and accepts.
     *
     * @return nothing signed off by default
     */
    @Value.Default
    public SignOff signOff() {
        return SignOff.none();
    }

    /**
     * How many principals are changed at the same time. The number of calls per second is up to the rate limit of the
     * access entries.
     *
     * @return 1 to 100, 8 by default
     */
    @Value.Default
    public int parallelism() {
        return 8;
    }

    /**
     * The listener that is notified of each change.
     *
     * @return by default a listener that does nothing
     */
    @Value.Default
    public ApplyListener listener() {
        return outcome -> {};
    }

    @Value.Check
    void check() {
        if (parallelism() < 1 || parallelism() > MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "parallelism " + parallelism() + " is out of range; use 1 to " + MAX_PARALLELISM);
        }
    }

    /** Builds options. Not thread-safe. */
    public static final class Builder extends ImmutableApplyOptions.Builder {
        Builder() {}
    }
}
