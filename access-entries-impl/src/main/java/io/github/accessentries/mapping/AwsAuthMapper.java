package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Health;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.awsauth.PlacedMapping;
import io.github.accessentries.internal.principal.ArnKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Maps identities by the {@code aws-auth} ConfigMap, by the rules of the public authenticator: roles come before users
 * and both before accounts; ARNs match in any letter case; of two mappings of one ARN only the last one counts, and
 * nothing is merged. A role that is mapped with its path never matches, since STS does not report paths. Unlike the public
 * authenticator, this lets nobody in by an ARN in which letters outside of ASCII stand for others.
 *
 * <p>User names and groups may begin with {@code system:}, without which nodes could not be mapped. Thread-safe.
 */
public final class AwsAuthMapper implements IdentityMapper {

    private final CurrentIndex<ArnTable> table;

    private AwsAuthMapper(Supplier<? extends AwsAuth> awsAuth) {
        this.table = CurrentIndex.of(awsAuth, AwsAuthMapper::table);
    }

    /**
     * A mapper for a ConfigMap that does not change.
     *
     * @param awsAuth the ConfigMap
     * @return the mapper
     */
    public static AwsAuthMapper of(AwsAuth awsAuth) {
        requireNonNull(awsAuth, "awsAuth");
        return new AwsAuthMapper(() -> awsAuth);
    }

    /**
     * A mapper for a ConfigMap that may change.
     *
     * @param awsAuth supplies the current ConfigMap; called for each identity, by several threads. It is indexed again
     *     only when it is another object, so a {@link io.github.accessentries.snapshot.Snapshot} works best
     * @return the mapper
     */
    public static AwsAuthMapper of(Supplier<? extends AwsAuth> awsAuth) {
        return new AwsAuthMapper(requireNonNull(awsAuth, "awsAuth"));
    }

    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        return table.get().map(identity);
    }

    /** {@return how the source of the ConfigMap is doing, as far as it can say so, as a snapshot can} */
    @Override
    public Health health() {
        return table.health();
    }

    static ArnTable table(AwsAuth awsAuth) {
        Map<String, Mapped> byArn = new HashMap<>();
        EffectiveMappings.of(awsAuth)
                .mappings()
                .forEach(placed -> byArn.put(ArnKey.of(placed.mapping().arn()), mapped(placed)));
        return new ArnTable(byArn, Set.copyOf(awsAuth.accounts()), "aws-auth, mapAccounts");
    }

    private static Mapped mapped(PlacedMapping placed) {
        ArnMapping mapping = placed.mapping();
        return Mapped.builder()
                .username(mapping.username())
                .groups(mapping.groups())
                .source("aws-auth, " + placed.list() + " of " + mapping.arn())
                .reservedNamesAllowed(true)
                .build();
    }
}
