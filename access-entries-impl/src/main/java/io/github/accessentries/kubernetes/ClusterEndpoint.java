package io.github.accessentries.kubernetes;

import io.github.accessentries.internal.text.PlainText;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/**
 * The API server of a cluster, from DescribeCluster's answer.
 *
 * @param arn the cluster's ARN
 * @param tokenId what tokens for it are bound to: its name; for a local cluster on Outposts its id
 * @param local whether it is a local cluster on Outposts
 * @param server the URL of its API server
 * @param certificateAuthority the certificate authority of its API server, PEM in base64; two of them while it is replaced
 * @param createdAt when the cluster was made
 */
record ClusterEndpoint(
        String arn,
        String tokenId,
        boolean local,
        URI server,
        String certificateAuthority,
        Optional<Instant> createdAt) {

    private static final int REGION = 3;

    /**
     * Reads the endpoint. A cluster that is being updated can be reached like an active one.
     *
     * @throws IllegalArgumentException if the cluster cannot be reached
     */
    static ClusterEndpoint of(Cluster cluster) {
        if (cluster.status() != ClusterStatus.ACTIVE && cluster.status() != ClusterStatus.UPDATING) {
            throw new IllegalArgumentException("Cluster " + cluster.name() + " has status " + cluster.statusAsString()
                    + ", so its API server cannot be reached; describe it again when it is ACTIVE, for example after"
                    + " EksClient.waiter().waitUntilClusterActive(..)");
        }
        if (cluster.arn() == null || cluster.arn().split(":", -1).length <= REGION) {
            throw missing(cluster, "ARN");
        }
        boolean local = cluster.outpostConfig() != null;
        String tokenId = local ? cluster.id() : cluster.name();
        if (tokenId == null) {
            throw missing(cluster, local ? "id" : "name");
        }
        return new ClusterEndpoint(
                cluster.arn(),
                tokenId,
                local,
                server(cluster),
                certificateAuthority(cluster),
                Optional.ofNullable(cluster.createdAt()));
    }

    private static URI server(Cluster cluster) {
        if (cluster.endpoint() == null || cluster.endpoint().isEmpty()) {
            throw missing(cluster, "endpoint");
        }
        URI server = URI.create(cluster.endpoint());
        if (!"https".equalsIgnoreCase(server.getScheme()) || server.getHost() == null || server.getUserInfo() != null) {
            throw new IllegalArgumentException("The endpoint of cluster " + cluster.name() + ", " + cluster.endpoint()
                    + ", is not an https URL, and tokens are sent only over https; pass on what DescribeCluster"
                    + " answers");
        }
        return server;
    }

    private static String certificateAuthority(Cluster cluster) {
        if (cluster.certificateAuthority() == null
                || cluster.certificateAuthority().data() == null
                || cluster.certificateAuthority().data().isEmpty()) {
            throw missing(cluster, "certificate authority");
        }
        String data = cluster.certificateAuthority().data();
        try {
            Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The certificate authority of cluster " + cluster.name() + " is not base64; pass on what"
                            + " DescribeCluster answers",
                    e);
        }
        return data;
    }

    private static IllegalArgumentException missing(Cluster cluster, String what) {
        return new IllegalArgumentException("The description of cluster " + cluster.name() + " has no " + what
                + ", so its API server cannot be reached; pass on what DescribeCluster answers");
    }

    /** What tells that another description is of another cluster, which may have the same name; empty if nothing does. */
    Optional<String> differenceTo(ClusterEndpoint other) {
        if (!arn.equals(other.arn)) {
            return Optional.of("its ARN is " + PlainText.name(other.arn));
        }
        if (!tokenId.equals(other.tokenId)) {
            return Optional.of("its id is " + PlainText.name(other.tokenId));
        }
        if (!createdAt.equals(other.createdAt)) {
            return Optional.of("it was made at " + told(other.createdAt) + " rather than " + told(createdAt));
        }
        return server.equals(other.server) ? Optional.empty() : Optional.of("its endpoint is " + other.server);
    }

    private static String told(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("an unknown time");
    }

    String region() {
        return arn.split(":", -1)[REGION];
    }

    byte[] certificateAuthorityPem() {
        return Base64.getDecoder().decode(certificateAuthority);
    }
}
