package io.github.accessentries.iac;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/**
 * Something that one form of describing access can say and another cannot, or that cannot be known without the tool that
 * the document is for. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Omission {

    Omission() {}

    /**
     * Starts with nothing set. All but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where it stands, for people: a line and a path, or a principal} */
    public abstract String place();

    /** {@return why it was left out, in a sentence} */
    public abstract String reason();

    /**
     * The omission in words.
     *
     * @return place and reason
     */
    @Override
    public final String toString() {
        return place() + ": " + reason();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableOmission.Builder {
        Builder() {}
    }
}
