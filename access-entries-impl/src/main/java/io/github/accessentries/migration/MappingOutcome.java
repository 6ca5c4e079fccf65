package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.stream.Collectors;
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
     * The outcome as text.
     *
     * @return its kind, mapping and text; what does not fit on one line follows, set in
     */
    @Override
    public final String toString() {
        return kind() + " " + PlainText.name(mapping()) + ": "
                + text().lines().map(PlainText::of).map(String::strip).collect(Collectors.joining("\n    "));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableMappingOutcome.Builder {
        Builder() {}
    }
}
