package io.github.accessentries.internal.planning;

/**
 * How a grant ends.
 *
 * @param term how long it lasts
 * @param time what time it is
 * @param cluster the cluster's name
 */
record Ends(Term term, AccessTime time, String cluster) {

    /** The wish for what a grant names, for a while. */
    TemporaryGrantWish of(GrantWish named) {
        return new TemporaryGrantWish(named, term, time, cluster);
    }
}
