package io.github.accessentries.migration;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.internal.audit.AuditLog;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import java.util.List;

/**
 * The bindings that a migration makes. The mode of a cluster never goes back, so whether they can be made is found out before it
 * changes.
 *
 * @param cluster the access entries of the cluster
 * @param kubernetes the cluster's own API
 */
record BindingsToMove(AccessEntries cluster, KubernetesApi kubernetes) {

    /**
     * Asks the cluster whether it would let the caller make them, and makes none.
     *
     * @throws IllegalStateException if there is no way to write them
     * @throws AccessDeniedException if the caller may not write one of them
     */
    void requirePossible(List<RbacObject> bindings) {
        if (bindings.isEmpty() || cluster.authenticationMode() != AuthenticationMode.CONFIG_MAP) {
            // Where nothing is changed for good, the plan of the entries finds the same in time.
            return;
        }
        requireThatEntriesWriteObjects(bindings);
        if (!(kubernetes instanceof WritableKubernetesApi writable)) {
            throw new IllegalStateException(
                    unchanged() + ": bindings are to be moved, and the migration has a Kubernetes API"
                            + " that can only be read; call kubernetes(api) with a WritableKubernetesApi");
        }
        ClusterObjects objects = new ClusterObjects(cluster.cluster(), writable, AuditLog.standard());
        List<String> refused = bindings.stream()
                .flatMap(binding ->
                        objects.refusalToCreate(binding).map(reason -> binding.reference() + ": " + reason).stream())
                .toList();
        if (!refused.isEmpty()) {
            throw new AccessDeniedException(
                    unchanged() + ": it would not let the caller write " + String.join("; ", refused),
                    ErrorContext.builder().cluster(cluster.cluster()).build(),
                    null);
        }
    }

    /** The entries have a way to the cluster of their own, and nothing but a plan tells whether it is one to write. */
    private void requireThatEntriesWriteObjects(List<RbacObject> bindings) {
        DesiredAccess.Builder desired = DesiredAccess.builder();
        desired.objects(bindings);
        try {
            AccessPlan unused = cluster.plan(desired.build());
        } catch (AuthenticationModeException e) {
            // There are no entries to plan with yet, and objects could be written.
            return;
        }
    }

    private String unchanged() {
        return "Changed nothing on cluster " + cluster.cluster();
    }
}
