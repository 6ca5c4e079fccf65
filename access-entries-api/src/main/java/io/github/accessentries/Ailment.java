package io.github.accessentries;

import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What is wrong with one part of a program, in words without secrets. */
@CheckReturnValue
@Value.Immutable
public abstract class Ailment {

    Ailment() {}

    /**
     * Starts an ailment. Everything but the time is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what it is that is not well, for example {@code access data of prod}} */
    public abstract String part();

    /** {@return what is wrong; it names clusters and services at most, so it is for logs and operators rather than for everybody} */
    public abstract String why();

    /**
     * Whether the part fails whatever it is asked.
     *
     * @return {@code false} if it still works, for example with what was read before
     */
    public abstract boolean disabling();

    /** {@return since when, empty if that is not known} */
    public abstract Optional<Instant> since();

    /** {@return the part, what is wrong and since when, on one line} */
    @Override
    public final String toString() {
        return PlainText.of(part()
                + (disabling() ? " fails: " : " is degraded: ")
                + why()
                + since().map(time -> " (since " + time + ")").orElse(""));
    }

    /** Builds ailments. Not thread-safe. */
    public static final class Builder extends ImmutableAilment.Builder {
        Builder() {}
    }
}
