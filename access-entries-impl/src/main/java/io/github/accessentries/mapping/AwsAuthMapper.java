package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.mapping.AwsAuth.ArnMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Knows the users of the {@code aws-auth} ConfigMap, by the rules of the public authenticator: roles come before users and
 * both before accounts; ARNs match in any letter case; of two mappings of one ARN the last one counts and nothing is
 * merged. A role that is mapped with its path never matches, since STS does not tell paths.
 *
 * <p>User names and groups may begin with {@code system:}, without which nodes could not be mapped. May be shared by
 * threads.
 */
public final class AwsAuthMapper implements IdentityMapper {

    private final Supplier<AwsAuth> awsAuth;

    private AwsAuthMapper(Supplier<AwsAuth> awsAuth) {
        this.awsAuth = awsAuth;
    }

    /**
     * A mapper by a ConfigMap that does not change.
     *
     * @param awsAuth what the ConfigMap says
     * @return the mapper
     */
    public static AwsAuthMapper of(AwsAuth awsAuth) {
        requireNonNull(awsAuth, "awsAuth");
        return new AwsAuthMapper(() -> awsAuth);
    }

    /**
     * A mapper by a ConfigMap that may change.
     *
     * @param awsAuth what the ConfigMap says now; asked for each identity, by several threads
     * @return the mapper
     */
    public static AwsAuthMapper of(Supplier<AwsAuth> awsAuth) {
        return new AwsAuthMapper(requireNonNull(awsAuth, "awsAuth"));
    }

    @Override
    public Mapping map(IamIdentity identity) {
        AwsAuth current = awsAuth.get();
        Optional<Mapping> byArn =
                last(current.roles(), identity, "mapRoles").or(() -> last(current.users(), identity, "mapUsers"));
        if (byArn.isPresent()) {
            return byArn.get();
        }
        if (current.accounts().contains(identity.accountId())) {
            return Mapped.builder()
                    .username(identity.canonicalArn())
                    .source("aws-auth, mapAccounts " + identity.accountId())
                    .build();
        }
        return new Unmapped();
    }

    private static Optional<Mapping> last(List<ArnMapping> mappings, IamIdentity identity, String source) {
        Predicate<String> same = SameArn.as(identity.canonicalArn());
        return mappings.stream()
                .filter(mapping -> same.test(mapping.arn()))
                .reduce((first, second) -> second)
                .map(mapping -> Mapped.builder()
                        .username(mapping.username())
                        .groups(mapping.groups())
                        .source("aws-auth, " + source + " of " + mapping.arn())
                        .reservedNamesAllowed(true)
                        .build());
    }
}
