package io.github.accessentries.recovery;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import org.immutables.value.Value;

/** One thing that keeps a principal out, or may. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Obstacle {

    Obstacle() {}

    /**
     * Starts an obstacle that is certain and has no remedy as data. Cause, text and step are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what it is} */
    public abstract LockoutCause cause();

    /** {@return whether it certainly keeps the principal out; otherwise something that was not looked at decides} */
    @Value.Default
    public boolean isCertain() {
        return true;
    }

    /** {@return what was found, in a sentence} */
    public abstract String text();

    /** {@return what to do about it, in a sentence} */
    public abstract String step();

    /** {@return what would help, as data; empty if that is not a thing of EKS or needs a decision} */
    public abstract Optional<Remedy> remedy();

    /**
     * The obstacle as text.
     *
     * @return its cause, text and step on one line
     */
    @Override
    public final String toString() {
        return PlainText.of(cause().id() + (isCertain() ? ": " : " (possible): ") + text() + " → " + step());
    }

    /** Builds obstacles. Not thread-safe. */
    public static final class Builder extends ImmutableObstacle.Builder {
        Builder() {}
    }
}
