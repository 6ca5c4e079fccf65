package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
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
 * Knows users that the program itself names, for example those who look after a cluster whose entries are broken:
 *
 * <pre>{@code
 * StaticMapper.builder()
 *         .map(PrincipalArn.role("111122223333", "break-glass"), "break-glass:{{SessionName}}", "system:masters")
 *         .build();
 * }</pre>
 *
 * <p>Roles match without their path and ARNs in any letter case, as with access entries. The authenticator refuses user
 * names that begin with a prefix which is kept for Kubernetes and AWS, such as {@code system:}. Thread-safe.
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

    /** {@return the accounts that are let in whole} */
    public Set<String> accounts() {
        return table.accounts();
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
         * Names the user of a principal.
         *
         * @param principal a role, whose sessions are mapped, or a user
         * @param username a template of the user name
         * @param groups templates of the groups
         * @return this builder
         * @throws IllegalArgumentException if the user name is empty, or the principal has one already, or a role has whose
         *     ARN differs only in path or letter case
         */
        public Builder map(PrincipalArn principal, String username, String... groups) {
            requireNonNull(principal, "principal");
            requireNonNull(username, "username");
            requireNonNull(groups, "groups");
            for (String each : groups) {
                requireNonNull(each, "groups element");
            }
            if (username.isEmpty()) {
                throw new IllegalArgumentException("The user name of " + principal + " is empty; name one");
            }
            Mapped mapping = Mapped.builder()
                    .username(username)
                    .groups(List.of(groups))
                    .source("static mapping of " + principal)
                    .build();
            Mapped other = byArn.putIfAbsent(ArnKey.of(principal), mapping);
            if (other != null) {
                throw new IllegalArgumentException("There is a " + other.source() + " already, which looks the same as "
                        + principal + " to a cluster; keep one of them");
            }
            return this;
        }

        /**
         * Lets in everybody of an account who is not mapped otherwise, under the ARN of the user or role and without groups.
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
         * Makes it.
         *
         * @return the mapper
         */
        @CheckReturnValue
        public StaticMapper build() {
            return new StaticMapper(new ArnTable(byArn, accounts, "static mapping of account"));
        }
    }
}
