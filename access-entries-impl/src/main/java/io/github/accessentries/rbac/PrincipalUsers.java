package io.github.accessentries.rbac;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.MappedArn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The IAM principals that a cluster lets in, and the user that each one is. An entry hides the {@code aws-auth} mapping of
 * its principal; in {@code aws-auth}, mappings of roles come before those of users and both before whole accounts, and of
 * two for one ARN the last one counts. Immutable.
 */
final class PrincipalUsers {

    /**
     * The user of a principal, as templates of which the account is filled in.
     *
     * @param principal the principal
     * @param username the template of the user name
     * @param groups the templates of the groups
     */
    record Mapped(PrincipalArn principal, String username, Set<String> groups) {

        static Mapped of(PrincipalArn principal, String username, Collection<String> groups) {
            return new Mapped(
                    principal,
                    withAccount(username, principal),
                    groups.stream()
                            .map(group -> withAccount(group, principal))
                            .collect(Collectors.toUnmodifiableSet()));
        }

        private static String withAccount(String template, PrincipalArn principal) {
            return UsernameTemplate.of(template)
                    .withAccountId(principal.accountId())
                    .text();
        }
    }

    private final PolicyIndex entries;
    /** Why it is unknown who each principal is, if it is. */
    private final @Nullable String doubt;
    /** Why it is unknown who some principals are, although they have entries. */
    private final Map<PrincipalArn, String> unknown;

    private final SessionGroups sessionGroups;
    /** Those that have no entry, by key. */
    private final Map<String, Mapped> byAwsAuth = new LinkedHashMap<>();

    PrincipalUsers(
            PolicyIndex entries,
            AwsAuth awsAuth,
            RbacIndex rbac,
            Map<PrincipalArn, String> unknown,
            @Nullable String doubt) {
        this.entries = entries;
        this.unknown = unknown;
        this.sessionGroups = new SessionGroups(rbac.groupNames());
        this.doubt = doubt;
        EffectiveMappings.of(awsAuth).mappings().forEach(placed -> add(placed.mapping()));
        for (String username : awsAuth.accounts().isEmpty() ? Set.<String>of() : rbac.usernames()) {
            MappedArn.of(username)
                    .map(MappedArn::principal)
                    .filter(principal -> principal.canonical().equals(username))
                    .filter(principal -> awsAuth.accounts().contains(principal.accountId()))
                    .ifPresent(principal ->
                            addUnlessHidden(ArnKey.of(username), new Mapped(principal, username, Set.of())));
        }
    }

    /** What is no ARN of a principal as STS spells it, for example that of a role with its path, never matches. */
    private void add(AwsAuth.ArnMapping mapping) {
        MappedArn.of(mapping.arn())
                .map(MappedArn::principal)
                .ifPresent(principal -> addUnlessHidden(
                        ArnKey.of(principal), Mapped.of(principal, mapping.username(), mapping.groups())));
    }

    private void addUnlessHidden(String key, Mapped user) {
        if (entries.of(key).users().isEmpty()) {
            byAwsAuth.putIfAbsent(key, user);
        }
    }

    /** All of them. */
    void each(Consumer<Mapped> action) {
        entries.holders().forEach(holder -> holder.users().forEach(action));
        byAwsAuth.values().forEach(action);
    }

    /** Whether the principal has an access entry, which hides whatever aws-auth says about it. */
    boolean hasEntry(PrincipalArn principal) {
        return !entries.of(principal.canonical()).users().isEmpty();
    }

    /** Why a principal may be in more groups than is known, if it is known which user it is. */
    List<String> doubtsAboutGroupsOf(PrincipalArn principal) {
        return find(principal).map(this::doubtsAboutGroupsOf).orElse(List.of());
    }

    List<String> doubtsAboutGroupsOf(Mapped user) {
        return sessionGroups.doubts(user);
    }

    /** Why it is unknown which user a principal is. */
    Optional<String> doubtOf(PrincipalArn principal) {
        return findAny(principal).map(this::doubtOf);
    }

    @Nullable
    String doubtOf(Mapped user) {
        return doubt == null ? unknown.get(user.principal()) : doubt;
    }

    /** What one of {@link #each all of them} is mapped to, in doubt or not. */
    Mapped known(PrincipalArn principal) {
        return findAny(principal).orElseThrow();
    }

    /** The user of a principal, whatever the path or letter case of the ARN if that is all that is another. */
    Optional<Mapped> find(PrincipalArn principal) {
        return findAny(principal).filter(user -> doubtOf(user) == null);
    }

    private Optional<Mapped> findAny(PrincipalArn principal) {
        List<Mapped> users = entries.of(principal.canonical()).users();
        if (users.isEmpty()) {
            return Optional.ofNullable(byAwsAuth.get(ArnKey.of(principal)));
        }
        for (Mapped user : users) {
            if (user.principal().equals(principal)) {
                return Optional.of(user);
            }
        }
        return Optional.of(users.get(users.size() - 1));
    }
}
