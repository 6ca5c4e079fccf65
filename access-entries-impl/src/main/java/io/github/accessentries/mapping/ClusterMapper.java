package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import java.util.function.Supplier;

/**
 * Knows the users of a cluster from all places where the cluster looks, as its authentication mode says: access entries,
 * then {@code aws-auth}, or one of them alone. An entry hides the {@code aws-auth} mapping of its principal. When the mode
 * changes, the next value of the source has it, and the order follows.
 *
 * <pre>{@code
 * RefreshedSnapshot<ClusterMappings> mappings =
 *         RefreshedSnapshot.builder("mappings of prod", () -> ClusterMappings.read(prod, kubernetes)).start();
 * Authenticator authenticator = IamAuthenticator.builder()
 *         .clusterName("prod")
 *         .verifier(StsTokenVerifier.create())
 *         .mapper(ClusterMapper.of(mappings))
 *         .build();
 * }</pre>
 *
 * <p>Each question takes a time that does not depend on the number of mappings. Thread-safe.
 */
public final class ClusterMapper implements IdentityMapper {

    /** The mappers of one moment; those that the mode does not heed know nobody. */
    private record Chain(IdentityMapper entries, IdentityMapper awsAuth) {

        private static final IdentityMapper NOBODY = identity -> new Unmapped();

        static Chain of(ClusterMappings mappings) {
            return new Chain(
                    mappings.mode().usesAccessEntries() ? EntryIndex.of(mappings.entries()) : NOBODY,
                    mappings.mode().usesConfigMap() ? AwsAuthMapper.table(mappings.awsAuth()) : NOBODY);
        }
    }

    private final Supplier<Chain> chain;

    private ClusterMapper(Supplier<Chain> chain) {
        this.chain = chain;
    }

    /**
     * A mapper by what a cluster maps by.
     *
     * @param mappings what there is now, in a {@link io.github.accessentries.snapshot.Snapshot} for example; asked for each
     *     identity, by several threads. As long as it is the same object, it is not looked through again
     * @return the mapper
     */
    public static ClusterMapper of(Supplier<? extends ClusterMappings> mappings) {
        requireNonNull(mappings, "mappings");
        return new ClusterMapper(CurrentIndex.of(mappings, Chain::of));
    }

    /**
     * Looks an identity up.
     *
     * @param identity who asks to be let in
     * @return what the first place that knows it says
     * @throws io.github.accessentries.UnavailableException if the source has nothing that is new enough
     */
    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        Chain current = chain.get();
        Mapping mapping = current.entries().map(identity);
        return mapping instanceof Unmapped ? current.awsAuth().map(identity) : mapping;
    }
}
