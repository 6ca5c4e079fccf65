package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.testkit.internal.kubernetes.rbac.ClusterRbac;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import java.time.InstantSource;
import java.util.List;

/** What is in one cluster that EKS does not know, and what is compiled of it. Thread-safe. */
final class ClusterContents {

    private final ObjectStore store = new ObjectStore();
    private final ClusterRbac rbac;
    private final StoredAwsAuth awsAuth;
    private final CompiledAccess compiled = new CompiledAccess();
    private int writtenByEks;

    ClusterContents(InstantSource clock) {
        this.rbac = new ClusterRbac(store, clock);
        this.awsAuth = new StoredAwsAuth(store, clock);
    }

    ObjectStore store() {
        return store;
    }

    ClusterRbac rbac() {
        return rbac;
    }

    StoredAwsAuth awsAuth() {
        return awsAuth;
    }

    CompiledAccess compiled() {
        return compiled;
    }

    /**
     * Writes what EKS has to say in {@code aws-auth}: each mapping once, so that it stays away if somebody removes it.
     *
     * @param mappings all that it ever had to write, the last ones at the end
     */
    synchronized void writtenByEks(List<AwsAuthMapping> mappings) {
        for (AwsAuthMapping mapping : mappings.subList(Math.min(writtenByEks, mappings.size()), mappings.size())) {
            awsAuth.add(mapping);
        }
        writtenByEks = mappings.size();
    }

    /** Puts other mappings in place of those of the users; what EKS wrote is there as well. */
    synchronized void replaceAwsAuth(Runnable replacement, List<AwsAuthMapping> mappings) {
        replacement.run();
        writtenByEks = 0;
        writtenByEks(mappings);
    }
}
