package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;

/**
 * AssertJ assertions on fakes. They can be statically imported alongside AssertJ's own. AssertJ must be on the
 * classpath.
 *
 * <p>What a principal can do is established end to end: it mints a real token, logs in through the real authenticator,
 * and the real authorizer decides.
 */
public final class FakeEksAssertions {

    private FakeEksAssertions() {}

    /**
     * Starts assertions on a cluster.
     *
     * @param cluster a cluster of a fake
     * @return the assertions
     */
    @CheckReturnValue
    public static FakeClusterAssert assertThat(FakeCluster cluster) {
        requireNonNull(cluster, "cluster");
        return new FakeClusterAssert(cluster);
    }

    /**
     * Starts assertions on the calls that a fake has received.
     *
     * @param eks a fake
     * @return the assertions
     */
    @CheckReturnValue
    public static FakeEksAssert assertThat(FakeEks eks) {
        requireNonNull(eks, "eks");
        return new FakeEksAssert(eks);
    }
}
