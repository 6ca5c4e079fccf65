package io.github.accessentries.plan;

import org.immutables.value.Value;

/** How a plan is carried out. */
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
     * Nothing signed off, nobody listening.
     *
     * @return the defaults
     */
    public static ApplyOptions defaults() {
        return builder().build();
    }

    /**
     * Signs findings off and leaves the rest at its defaults.
     *
     * @param signOff what a person has read and means
     * @return the options
     */
    public static ApplyOptions with(SignOff signOff) {
        return builder().signOff(signOff).build();
    }

    /**
     * The findings that somebody has read and means.
     *
     * @return nothing signed off by default
     */
    @Value.Default
    public SignOff signOff() {
        return SignOff.none();
    }

    /**
     * How many principals are worked on at the same time. How many calls go out per second is for the rate limit of the
     * entries to say.
     *
     * @return 1 to 100, 8 by default
     */
    @Value.Default
    public int parallelism() {
        return 8;
    }

    /**
     * Who hears of each change.
     *
     * @return nobody by default
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
