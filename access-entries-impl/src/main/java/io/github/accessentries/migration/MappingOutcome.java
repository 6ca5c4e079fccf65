package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import org.immutables.value.Value;

/** The outcome of the migration for one mapping of {@code aws-auth}. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class MappingOutcome {

    MappingOutcome() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the ARN or account as it is written in the ConfigMap} */
    public abstract String mapping();

    /** {@return the kind of the outcome} */
    public abstract Kind kind();

    /** {@return the entry, or why there is none, in a sentence} */
    public abstract String text();

    /** The kinds of outcomes. */
    public enum Kind {
        /** An access entry replaces the mapping. */
        MOVED,
        /** The mapping lets nobody in, so it needs no replacement. */
        IDLE,
        /** No access entry can replace the mapping; without the ConfigMap, access would be lost or change. */
        GAP
    }

    /**
     * The outcome on one line.
     *
     * @return its kind, mapping and text
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
