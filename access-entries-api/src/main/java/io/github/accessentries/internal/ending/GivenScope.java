package io.github.accessentries.internal.ending;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a temporary grant gave a policy.
 *
 * @param clusterWide whether it made the policy cluster-wide
 * @param namespaces the names and patterns that it added; if cluster-wide, those that the policy has when that ends
 */
public record GivenScope(boolean clusterWide, SortedSet<String> namespaces) {

    /**
     * Keeps a copy.
     *
     * @param clusterWide whether it made the policy cluster-wide
     * @param namespaces the names and patterns
     */
    public GivenScope {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    }

    /**
     * Namespaces that were added.
     *
     * @param added names and patterns
     * @return where they were given
     */
    public static GivenScope in(Collection<String> added) {
        return new GivenScope(false, new TreeSet<>(added));
    }

    /**
     * The whole cluster.
     *
     * @param before the names and patterns that the policy has when this ends
     * @return where it was given
     */
    public static GivenScope everywhere(Collection<String> before) {
        return new GivenScope(true, new TreeSet<>(before));
    }

    /** Whether nothing is left of it. */
    boolean isNothing() {
        return !clusterWide && namespaces.isEmpty();
    }
}
