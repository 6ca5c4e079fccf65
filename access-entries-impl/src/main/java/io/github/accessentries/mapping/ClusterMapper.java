package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Health;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import java.util.function.Supplier;

/**
 * Maps identities as a cluster does in its authentication mode: by access entries and then {@code aws-auth}, or by one
 * of them alone. An entry hides the {@code aws-auth} mapping of its principal. When the mode changes, this takes effect
 * with the next value of the source.
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
 * <p>The time to map an identity does not depend on the number of mappings. Thread-safe.
 */
public final class ClusterMapper implements IdentityMapper {

    /** The mappers of one moment; those that the mode does not use are empty. */
    private record Chain(IdentityMapper entries, IdentityMapper awsAuth) {

        private static final IdentityMapper NOBODY = identity -> new Unmapped();

        static Chain of(ClusterMappings mappings) {
            return new Chain(
                    mappings.mode().usesAccessEntries() ? EntryIndex.of(mappings.entries()) : NOBODY,
                    mappings.mode().usesConfigMap() ? AwsAuthMapper.table(mappings.awsAuth()) : NOBODY);
        }
    }

    private final CurrentIndex<Chain> chain;

    private ClusterMapper(CurrentIndex<Chain> chain) {
        this.chain = chain;
    }

    /**
     * A mapper for the mappings of a cluster.
     *
     * @param mappings supplies the current mappings, a {@link io.github.accessentries.snapshot.Snapshot} for example;
     *     called for each identity, by several threads. They are indexed again only when they are another object
     * @return the mapper
     */
    public static ClusterMapper of(Supplier<? extends ClusterMappings> mappings) {
        requireNonNull(mappings, "mappings");
        return new ClusterMapper(CurrentIndex.of(mappings, Chain::of));
    }

    /**
     * Maps an identity.
     *
     * @param identity the identity of a verified token
     * @return the result of the first mapper that knows the identity
     * @throws io.github.accessentries.UnavailableException if the source has no value that is recent enough
     */
    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        Chain current = chain.get();
        Mapping mapping = current.entries().map(identity);
        return mapping instanceof Unmapped ? current.awsAuth().map(identity) : mapping;
    }

    /** {@return how the source of the mappings is doing, as far as it can say so, as a snapshot can} */
    @Override
    public Health health() {
        return chain.health();
    }
}
