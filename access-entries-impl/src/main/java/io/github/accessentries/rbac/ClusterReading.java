package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMappings;
import java.util.Optional;
import org.immutables.value.Value;

/** Everything that grants access on a cluster, as it was read at one moment. */
@CheckReturnValue
@Value.Immutable
public abstract class ClusterReading {

    ClusterReading() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the mappings of the cluster} */
    public abstract ClusterMappings mappings();

    /** {@return its RBAC objects and namespaces} */
    public abstract RbacObjects rbac();

    /** {@return the version of Kubernetes, empty if it is not known} */
    public abstract Optional<KubernetesVersion> kubernetesVersion();

    /**
     * Reads a cluster: the access entries and {@code aws-auth}, as far as its authentication mode uses them, the RBAC
     * objects, and the version of Kubernetes. EKS describes the cluster twice for it, for the mode and for the version.
     * Blocks until all is read.
     *
     * @param accessEntries the access entries of the cluster
     * @param kubernetes the API of the same cluster
     * @return what there is now
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read
     */
    public static ClusterReading read(AccessEntries accessEntries, KubernetesApi kubernetes) {
        requireNonNull(accessEntries, "accessEntries");
        requireNonNull(kubernetes, "kubernetes");
        return builder()
                .mappings(ClusterMappings.read(accessEntries, kubernetes))
                .rbac(RbacObjects.read(kubernetes))
                .kubernetesVersion(accessEntries.kubernetesVersion())
                .build();
    }

    /**
     * Compiles the model.
     *
     * @return the model, by the published rules of the access policies
     */
    public final AccessModel model() {
        return ClusterAccess.builder().reading(this).build();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableClusterReading.Builder {
        Builder() {}
    }
}
