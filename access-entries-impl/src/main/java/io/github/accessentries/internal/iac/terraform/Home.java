package io.github.accessentries.internal.iac.terraform;

/**
 * Where a cluster is: clusters of one name in two places are two clusters.
 *
 * @param region its region, or what says it; empty if that is not known
 * @param account its account, or what says it; empty if that is not known
 */
record Home(String region, String account) {

    /** Nothing says where. */
    static final Home UNKNOWN = new Home("", "");
}
