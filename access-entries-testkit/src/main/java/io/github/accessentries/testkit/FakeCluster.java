package io.github.accessentries.testkit;

import io.github.accessentries.testkit.service.Cluster;

/** A cluster of a {@link FakeEks}. Safe for use by several threads. */
public final class FakeCluster {

    private final String name;
    private final String arn;

    FakeCluster(Cluster cluster) {
        this.name = cluster.name();
        this.arn = cluster.arn();
    }

    /**
     * The name.
     *
     * @return the name, which every EKS call asks for
     */
    public String name() {
        return name;
    }

    /**
     * The ARN.
     *
     * @return for example {@code arn:aws:eks:us-west-2:111122223333:cluster/prod}
     */
    public String arn() {
        return arn;
    }

    /**
     * The ARN.
     *
     * @return the same as {@link #arn()}
     */
    @Override
    public String toString() {
        return arn;
    }
}
