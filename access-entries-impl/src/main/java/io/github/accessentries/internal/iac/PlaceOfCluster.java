package io.github.accessentries.internal.iac;

/**
 * Where a cluster is: clusters of one name in two places are two clusters.
 *
 * @param region its region as it is written; empty if nothing says it
 * @param account its account, or whose credentials lead there, in words; empty if nothing says it
 * @param isOpen whether the region depends on a value that nobody has given: it is the same as itself, and perhaps as any other
 */
public record PlaceOfCluster(String region, String account, boolean isOpen) {

    /**
     * A place in a language whose expressions are known by their dollar.
     *
     * @param region its region, or the expression that nobody has answered; empty if nothing says it
     * @param account its account, or whose credentials lead there, in words; empty if nothing says it
     */
    public PlaceOfCluster(String region, String account) {
        this(region, account, region.contains("$"));
    }

    /** Whether something says the region, be it only a placeholder. */
    boolean saysRegion() {
        return !region.isEmpty();
    }

    boolean isKnown() {
        return saysRegion() && !isOpen();
    }
}
