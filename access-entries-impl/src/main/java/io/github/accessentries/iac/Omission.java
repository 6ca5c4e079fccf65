package io.github.accessentries.iac;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;

/**
 * Something that one format can express and another cannot, or that only the document's own tool can evaluate.
 * Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Omission {

    Omission() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return its place as text: a line and a path, or a principal} */
    public abstract String place();

    /** {@return why it was left out, in a sentence} */
    public abstract String reason();

    /**
     * The omission as text.
     *
     * @return place and reason
     */
    @Override
    public final String toString() {
        return PlainText.of(place() + ": " + reason());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableOmission.Builder {
        Builder() {}
    }
}
