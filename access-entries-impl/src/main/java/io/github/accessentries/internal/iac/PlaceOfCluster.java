package io.github.accessentries.internal.iac;

/**
 * Where a cluster is: clusters of one name in two places are two clusters.
 *
 * @param region its region as it is written; empty if nothing says it
 * @param account its account, or whose credentials lead there, in words; empty if nothing says it
 */
public record PlaceOfCluster(String region, String account) {

    /** Whether something says the region, be it only a placeholder. */
    boolean saysRegion() {
        return !region.isEmpty();
    }

    /** Whether the region depends on a value that nobody has given: it is the same as itself, and perhaps as any other. */
    boolean isOpen() {
        return region.contains("$") || region.contains("{{");
    }

    boolean isKnown() {
        return saysRegion() && !isOpen();
    }
}
