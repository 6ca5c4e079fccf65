package io.github.accessentries.internal.iac.terraform;

/**
 * Where a cluster is: clusters of one name in two places are two clusters.
 *
 * @param region its region, or what says it; empty if that is not known
 * @param account its account, or what says it; empty if that is not known
 */
record Home(String region, String account) {

    /** Nothing in the document says it, so that it comes from where Terraform runs. */
    static final String SURROUNDINGS = "the surroundings";

    /** Whether something in the document says the region. */
    boolean hasRegion() {
        return !region.isEmpty() && !region.equals(SURROUNDINGS);
    }

    /** Whether what says the region is an expression, which is not known, but the same as itself. */
    boolean isOpen() {
        return region.contains("${");
    }
}
