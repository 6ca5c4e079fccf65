package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.mapping.ClusterMappings;

/**
 * Everything that says who may do what on a cluster, as it was read at one moment.
 *
 * @param mappings by what the cluster maps identities
 * @param rbac its RBAC objects and namespaces
 */
public record ClusterReading(ClusterMappings mappings, RbacObjects rbac) {

    /**
     * Takes the parts as they are.
     *
     * @param mappings by what the cluster maps identities
     * @param rbac its RBAC objects and namespaces
     */
    public ClusterReading {
        requireNonNull(mappings, "mappings");
        requireNonNull(rbac, "rbac");
    }

    /**
     * Reads a cluster: what its authentication mode heeds of access entries and {@code aws-auth}, and the RBAC objects.
     *
     * @param accessEntries the access entries of the cluster
     * @param kubernetes the API of the same cluster
     * @return what there is now
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read
     */
    public static ClusterReading read(AccessEntries accessEntries, KubernetesApi kubernetes) {
        return new ClusterReading(ClusterMappings.read(accessEntries, kubernetes), RbacObjects.read(kubernetes));
    }

    /**
     * Compiles it.
     *
     * @return the model, by the published rules of the access policies
     */
    public AccessModel model() {
        return ClusterAccess.builder().reading(this).build();
    }
}
