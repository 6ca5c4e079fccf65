package io.github.accessentries.internal.iac.pulumi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the cluster of an entry is, as the ARN says that EKS gave the entry.
 *
 * @param region its region
 * @param account its account
 */
record PulumiHome(String region, String account) {

    private static final Pattern ENTRY = Pattern.compile("arn:[^:]+:eks:([^:]+):([0-9]+):access-entry/.*");

    /** What the ARN of an entry says; empty if nobody knows the ARN yet. */
    static Optional<PulumiHome> of(PulumiResource entry) {
        return entry.arn()
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(arn -> new PulumiHome(arn.group(1), arn.group(2)));
    }
}
