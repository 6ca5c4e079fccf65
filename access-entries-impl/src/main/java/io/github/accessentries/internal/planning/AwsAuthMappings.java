package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What the {@code aws-auth} ConfigMap says of single principals. */
final class AwsAuthMappings {

    private AwsAuthMappings() {}

    /** The mapping that counts for a principal without an entry: by role or user, else by account. */
    static Optional<ArnMapping> of(AwsAuth awsAuth, PrincipalArn principal) {
        List<ArnMapping> mappings = principal.isRole() ? awsAuth.roles() : awsAuth.users();
        return mappings.stream()
                .filter(mapping -> mapping.arn().equalsIgnoreCase(principal.canonical()))
                .findFirst()
                .or(() -> awsAuth.accounts().contains(principal.accountId())
                        ? Optional.of(new ArnMapping(principal.canonical(), principal.canonical(), List.of()))
                        : Optional.empty());
    }

    /** Whether a principal is the same user with the mapping as with the entry, policies included. */
    static boolean isSame(ArnMapping mapping, AccessEntry entry) {
        return entry.policies().isEmpty()
                && mapping.username().equals(entry.username())
                && new HashSet<>(mapping.groups()).equals(entry.groups());
    }
}
