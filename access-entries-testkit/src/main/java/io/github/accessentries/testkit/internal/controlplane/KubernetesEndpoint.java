package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.kubernetes.transport.ClusterPaths;
import io.github.accessentries.testkit.internal.kubernetes.transport.KubernetesServer;
import io.github.accessentries.testkit.internal.kubernetes.transport.ServingCertificates;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterEndpoints;
import java.net.InetSocketAddress;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port at which the APIs of a fake's clusters are while somebody serves the fake. Thread-safe.
 */
public final class KubernetesEndpoint {

    private final ControlPlanes clusters;
    private final ClusterEndpoints endpoints;
    private @Nullable KubernetesServer server;
    private int users;

    /**
     * Opens no port yet.
     *
     * @param clusters what answers
     * @param endpoints what is to show the port
     */
    public KubernetesEndpoint(ControlPlanes clusters, ClusterEndpoints endpoints) {
        this.clusters = clusters;
        this.endpoints = endpoints;
    }

    /**
     * Opens the port, unless it is open.
     *
     * @param address the address, port 0 for any free one
     * @throws java.io.UncheckedIOException if the address is not one of this machine, or the port is not free
     */
    public synchronized void open(InetSocketAddress address) {
        if (server == null) {
            ServingCertificates certificates = new ServingCertificates(endpoints::authorities, address.getAddress());
            KubernetesServer started = KubernetesServer.start(
                    new ClusterPaths(this::wire, clusters::only), certificates.context(), address);
            server = started;
            endpoints.show(cluster -> address(started, cluster));
        }
        users++;
    }

    /** Closes the port once everybody who opened it has done so. */
    public synchronized void close() {
        users--;
        if (users == 0 && server != null) {
            endpoints.show(cluster -> Optional.empty());
            server.close();
            server = null;
        }
    }

    private Optional<KubernetesWire> wire(String cluster) {
        try {
            return Optional.of(clusters.of(cluster).kubernetes());
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private Optional<String> address(KubernetesServer started, Cluster cluster) {
        return clusters.isHomeOf(cluster)
                ? Optional.of(started.endpoint(cluster.name()).toString())
                : Optional.empty();
    }
}
