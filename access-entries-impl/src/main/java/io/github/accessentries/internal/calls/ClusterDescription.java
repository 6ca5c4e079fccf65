package io.github.accessentries.internal.calls;

import io.github.accessentries.internal.principal.ClusterAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What DescribeCluster tells of a cluster beyond what changes need to know.
 *
 * @param facts mode, versions and ARN
 * @param status as the EKS API spells it, for example {@code ACTIVE}; empty if EKS did not report it
 * @param createdAt when the cluster was made
 * @param creatorIsAdministrator whether its creator was to become an administrator; empty for most clusters, of which EKS does
 *     not tell it
 * @param endpoint from where its API server can be reached; empty if EKS did not report it
 */
public record ClusterDescription(
        ClusterFacts facts,
        String status,
        Optional<Instant> createdAt,
        Optional<Boolean> creatorIsAdministrator,
        Optional<Endpoint> endpoint) {

    private static final int REGION = 3;

    /**
     * From where the API server can be reached.
     *
     * @param isPublic whether from the internet
     * @param publicCidrs from which addresses of it
     */
    public record Endpoint(boolean isPublic, List<String> publicCidrs) {

        /**
         * Keeps a copy of the addresses.
         *
         * @param isPublic whether from the internet
         * @param publicCidrs from which addresses of it
         */
        public Endpoint {
            publicCidrs = List.copyOf(publicCidrs);
        }

        /**
         * Whether some addresses of the internet are kept out.
         *
         * @return {@code true} if the endpoint is public, and not to all
         */
        public boolean isRestricted() {
            return isPublic && !publicCidrs.isEmpty() && !publicCidrs.contains("0.0.0.0/0");
        }
    }

    /**
     * The account and partition of the cluster.
     *
     * @return the account, empty if EKS reported no ARN
     */
    public Optional<ClusterAccount> account() {
        return ClusterAccount.ofArn(facts.arn());
    }

    /**
     * The region of the cluster.
     *
     * @return for example {@code us-west-2}, empty if EKS reported no ARN
     */
    public Optional<String> region() {
        return account().map(known -> facts.arn().split(":", -1)[REGION]);
    }
}
