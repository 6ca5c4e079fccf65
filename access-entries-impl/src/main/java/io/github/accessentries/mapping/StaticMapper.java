package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.Health;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.internal.principal.ArnKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps identities that the program itself names, for example administrators of a cluster whose entries are broken:
 *
 * <pre>{@code
 * StaticMapper.builder()
 *         .map(PrincipalArn.role("111122223333", "break-glass"), "break-glass:{{SessionName}}", "system:masters")
 *         .build();
 * }</pre>
 *
 * <p>Roles match without their path and ARNs in any letter case, as with access entries. The authenticator refuses user
 * names that begin with a prefix that is reserved for Kubernetes and AWS, such as {@code system:}. Thread-safe.
 */
public final class StaticMapper implements IdentityMapper {

    private final ArnTable table;

    private StaticMapper(ArnTable table) {
        this.table = table;
    }

    /**
     * Starts with no mapping.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the accounts whose users and roles may all authenticate} */
    public Set<String> accounts() {
        return table.accounts();
    }

    /** {@return that it is well: it depends on nothing else} */
    @Override
    public Health health() {
        return Health.well();
    }

    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        return table.map(identity);
    }

    /** Builds {@link StaticMapper}. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Mapped> byArn = new HashMap<>();
        private final Set<String> accounts = new HashSet<>();

        private Builder() {}

        /**
         * Maps a principal to a user.
         *
         * @param principal a role, whose sessions are mapped, or a user
         * @param username a template of the user name
         * @param groups templates of the groups
         * @return this builder
         * @throws IllegalArgumentException if the user name is empty, or the principal is mapped already, or a role
         *     whose ARN differs only in path or letter case is
         */
        public Builder map(PrincipalArn principal, String username, String... groups) {
            requireNonNull(principal, "principal");
            requireNonNull(username, "username");
            requireNonNull(groups, "groups");
            for (String each : groups) {
                requireNonNull(each, "groups element");
            }
            if (username.isEmpty()) {
                throw new IllegalArgumentException("The user name of " + principal + " is empty; give one");
            }
            Mapped mapping = Mapped.builder()
                    .username(username)
                    .groups(List.of(groups))
                    .source("static mapping of " + principal)
                    .build();
            Mapped other = byArn.putIfAbsent(ArnKey.of(principal), mapping);
            if (other != null) {
                throw new IllegalArgumentException("There is already a " + other.source() + ", which a cluster cannot"
                        + " distinguish from " + principal + "; keep one of them");
            }
            return this;
        }

        /**
         * Maps all other users and roles of an account to their ARN, without groups.
         *
         * @param accountId twelve digits
         * @return this builder
         * @throws IllegalArgumentException if the account is malformed
         */
        public Builder account(String accountId) {
            EntryRules.requireAccountId(requireNonNull(accountId, "accountId"));
            accounts.add(accountId);
            return this;
        }

        /**
         * Builds the mapper.
         *
         * @return the mapper
         */
        @CheckReturnValue
        public StaticMapper build() {
            return new StaticMapper(new ArnTable(byArn, accounts, "static mapping of account"));
        }
    }
}
