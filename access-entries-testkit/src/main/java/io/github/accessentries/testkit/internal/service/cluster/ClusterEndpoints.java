package io.github.accessentries.testkit.internal.service.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.service.authority.ClusterAuthorities;
import io.github.accessentries.testkit.internal.service.certificate.CertificateAuthority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where clients reach the API servers of clusters, and whose certificates they trust there. While nobody serves the fake,
 * clusters show addresses like those on AWS, which nobody can reach. Thread-safe.
 */
public final class ClusterEndpoints {

    private volatile Function<Cluster, Optional<String>> served = cluster -> Optional.empty();
    private final Map<String, ClusterAuthorities> byCluster = new ConcurrentHashMap<>();
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
        return authoritiesOf(cluster).pem();
    }

    /** The authorities of a cluster, the first of which it shares with others until it gets one of its own. */
    public ClusterAuthorities authoritiesOf(Cluster cluster) {
        ClusterOrigin origin = cluster.origin();
        return byCluster.computeIfAbsent(
                origin.id(),
                id -> new ClusterAuthorities(
                        UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString(), authority(), origin.createdAt()));
    }

    /** The authorities by which all clusters together are known: those that sign for any of them now. */
    public List<CertificateAuthority> authorities() {
        List<CertificateAuthority> signing = byCluster.values().stream()
                .map(authorities -> authorities.signing().authority())
                .distinct()
                .toList();
        return signing.isEmpty() ? List.of(authority()) : signing;
    }

    /** Forgets the authorities of clusters. */
    public void clear() {
        byCluster.clear();
    }

    /** One for all clusters, made when somebody first asks. */
    private synchronized CertificateAuthority authority() {
        if (authority == null) {
            authority = CertificateAuthority.create();
        }
        return authority;
    }
}
