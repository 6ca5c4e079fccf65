package io.github.accessentries.migration;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of one mapping of {@code aws-auth}. Immutable.
 *
 * @param mapping the ARN or account as it stands in the ConfigMap
 * @param kind what becomes of it
 * @param text the entry, or why there is none, in a sentence
 */
public record MappingOutcome(String mapping, Kind kind, String text) {

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
     * Requires all parts.
     *
     * @param mapping the ARN or account as it stands in the ConfigMap
     * @param kind what becomes of it
     * @param text the entry, or why there is none
     */
    public MappingOutcome {
        requireNonNull(mapping, "mapping");
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
    }

    /**
     * The outcome on one line.
     *
     * @return kind, mapping and text
     */
    @Override
    public String toString() {
        return kind + " " + mapping + ": " + text;
    }
}
