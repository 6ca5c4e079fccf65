package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.testkit.internal.kubernetes.ClusterObjects;
import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import java.util.List;

/** What is in one cluster that EKS does not know, and what is compiled of it. Thread-safe. */
final class ClusterContents implements AutoCloseable {

    private final ClusterObjects objects;
    private final StoredAwsAuth awsAuth;
    private final CompiledAccess compiled = new CompiledAccess();
    private volatile int writtenByEks;

    ClusterContents(ClusterObjects objects) {
        this.objects = objects;
        this.awsAuth = new StoredAwsAuth(objects.store(), objects.birth());
    }

    ClusterObjects objects() {
        return objects;
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
    void writtenByEks(List<AwsAuthMapping> mappings) {
        if (writtenByEks < mappings.size()) {
            write(mappings);
        }
    }

    private synchronized void write(List<AwsAuthMapping> mappings) {
        for (AwsAuthMapping mapping : mappings.subList(Math.min(writtenByEks, mappings.size()), mappings.size())) {
            awsAuth.add(mapping);
        }
        writtenByEks = mappings.size();
    }

    /** Puts other mappings in place of those of the users; what EKS wrote is there as well. */
    synchronized void replaceAwsAuth(Runnable replacement, List<AwsAuthMapping> mappings) {
        replacement.run();
        writtenByEks = 0;
        write(mappings);
    }

    /** Ends all watches. */
    @Override
    public void close() {
        objects.close();
    }
}
