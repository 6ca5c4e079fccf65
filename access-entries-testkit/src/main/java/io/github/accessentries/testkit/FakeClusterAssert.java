package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a cluster of a fake. Not thread-safe. */
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
    @CheckReturnValue
    public PrincipalAssert principal(FakePrincipal principal) {
        requireNonNull(principal, "principal");
        isNotNull();
        return new PrincipalAssert(actual, principal);
    }

    /**
     * Goes on to the access entry of a principal.
     *
     * @param principal the role or user, path included
     * @return assertions on its entry, as it is now
     */
    @CheckReturnValue
    public EntryAssert entry(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        isNotNull();
        return new EntryAssert(actual, principal);
    }
}
