package io.github.accessentries.testkit;

import org.assertj.core.api.AbstractAssert;

/** Assertions on a cluster of a fake. For one thread. */
public final class FakeClusterAssert extends AbstractAssert<FakeClusterAssert, FakeCluster> {

    FakeClusterAssert(FakeCluster cluster) {
        super(cluster, FakeClusterAssert.class);
    }

    /**
     * Goes on to what one principal can do on the cluster.
     *
     * @param principal the principal; a role logs in with a session named {@code test-session}
     * @return assertions on it, as of now
     */
    public PrincipalAssert principal(FakePrincipal principal) {
        isNotNull();
        return new PrincipalAssert(actual, principal);
    }
}
