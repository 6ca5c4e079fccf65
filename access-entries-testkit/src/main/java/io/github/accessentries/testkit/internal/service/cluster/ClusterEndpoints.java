package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.kubernetes.tls.CertificateAuthority;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where clients reach the API servers of clusters, and whose certificates they trust there. While nobody serves the fake,
 * clusters show addresses like those on AWS, which nobody can reach. Thread-safe.
 */
public final class ClusterEndpoints {

    private volatile Function<Cluster, Optional<String>> served = cluster -> Optional.empty();
    private @Nullable CertificateAuthority authority;

    /** Starts with nothing served. */
    public ClusterEndpoints() {}

    /** Shows addresses from now on: of each cluster its own, or empty where it is not served. */
    public void show(Function<Cluster, Optional<String>> addresses) {
        served = addresses;
    }

    /** Where clients reach a cluster. */
    public String of(Cluster cluster) {
        return served.apply(cluster).orElse(cluster.origin().endpoint());
    }

    /** The certificates, in PEM, that clients of a cluster trust. */
    public String certificates(Cluster cluster) {
        return authority().pem();
    }

    /** The authorities by which all clusters together are known. */
    public List<CertificateAuthority> authorities() {
        return List.of(authority());
    }

    /** One for all clusters, made when somebody first asks. */
    private synchronized CertificateAuthority authority() {
        if (authority == null) {
            authority = CertificateAuthority.create();
        }
        return authority;
    }
}
