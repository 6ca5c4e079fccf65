package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** What becomes of one mapping of {@code aws-auth}. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class MappingOutcome {

    MappingOutcome() {}

    /**
     * Starts with nothing set. All but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the ARN or account as it stands in the ConfigMap} */
    public abstract String mapping();

    /** {@return what becomes of it} */
    public abstract Kind kind();

    /** {@return the entry, or why there is none, in a sentence} */
    public abstract String text();

    /** What can become of a mapping. */
    public enum Kind {
        /** An access entry takes its place. */
        MOVED,
        /** It lets nobody in, so nothing needs to take its place. */
        IDLE,
        /** No access entry can take its place; without the ConfigMap, access would be lost or change. */
        GAP
    }

    /**
     * The outcome on one line.
     *
     * @return kind, mapping and text
     */
    @Override
    public final String toString() {
        return kind() + " " + mapping() + ": " + text();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableMappingOutcome.Builder {
        Builder() {}
    }
}
