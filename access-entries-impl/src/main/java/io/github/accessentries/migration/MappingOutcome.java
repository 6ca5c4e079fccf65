package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Finding;
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

    /** {@return the ARN or account as it is written in the ConfigMap; for what could not be read, the fault with its place} */
    public abstract String mapping();

    /** {@return the kind of the outcome} */
    public abstract Kind kind();

    /** {@return the entry, or why there is none, in a sentence} */
    public abstract String text();

    /** {@return the kind of finding that a gap is, if somebody leaves the ConfigMap all the same} */
    @Value.Default
    public Finding.Kind danger() {
        return Finding.Kind.AWS_AUTH_STILL_USED;
    }

    /** {@return whether it stands for a part of the ConfigMap or of RBAC that could not be read, so that anything may be in it} */
    @Value.Default
    public boolean isUnread() {
        return false;
    }

    /**
     * The finding to sign off if the mapping may lose what it gives.
     *
     * @return a finding whose subject is the mapping
     */
    public final Finding finding() {
        return Finding.builder().kind(danger()).subject(mapping()).text(text()).build();
    }

    /** The kinds of outcomes. */
    public enum Kind {
        /** An access entry that is to be made or completed replaces the mapping. */
        MOVED,
        /** The mapping lets nobody in, or its principal has an access entry that gives as much; it needs no replacement. */
        IDLE,
        /**
         * Without the ConfigMap, access would be lost or change, or it is not certain that it would not: no access entry can
         * replace the mapping, the entry of its principal gives less, or something could not be read.
         */
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
