package io.github.accessentries.testkit.internal.service.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param maxResults how many items at most, from 1 to 100, which is the default
 * @param nextToken what the page before gave, {@code null} for the first page
 */
public record PageRequest(
        @Nullable Integer maxResults, @Nullable String nextToken) {

    /** The first hundred. */
    public static final PageRequest FIRST = new PageRequest(null, null);
}
