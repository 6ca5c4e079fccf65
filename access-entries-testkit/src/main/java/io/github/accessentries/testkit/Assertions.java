package io.github.accessentries.testkit;

/**
 * AssertJ assertions on fakes; they go along with AssertJ's own under static import. Needs AssertJ on the classpath.
 *
 * <p>What a principal can do is found out the whole way: it mints a real token, logs in through the real authenticator,
 * and the real authorizer decides.
 */
public final class Assertions {

    private Assertions() {}

    /**
     * Starts assertions on a cluster.
     *
     * @param cluster a cluster of a fake
     * @return the assertions
     */
    public static FakeClusterAssert assertThat(FakeCluster cluster) {
        return new FakeClusterAssert(cluster);
    }

    /**
     * Starts assertions on the calls that a fake has got.
     *
     * @param eks a fake
     * @return the assertions
     */
    public static FakeEksAssert assertThat(FakeEks eks) {
        return new FakeEksAssert(eks);
    }
}
