package io.github.accessentries.mapping;

import io.github.accessentries.Health;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.internal.principal.ArnKey;
import java.util.Map;
import java.util.Set;

/**
 * Mappings by whole ARN, and whole accounts after them.
 *
 * @param byArn mappings by {@link ArnKey}
 * @param accounts accounts whose users and roles may all authenticate, as their ARN and without groups
 * @param accountSource the source of the accounts, to which one of them is appended
 */
record ArnTable(Map<String, Mapped> byArn, Set<String> accounts, String accountSource) implements IdentityMapper {

    ArnTable {
        byArn = Map.copyOf(byArn);
        accounts = Set.copyOf(accounts);
    }

    @Override
    public Health health() {
        return Health.well();
    }

    @Override
    public Mapping map(IamIdentity identity) {
        Mapped mapped = byArn.get(ArnKey.of(identity.canonicalArn()));
        if (mapped != null) {
            return mapped;
        }
        if (accounts.contains(identity.accountId())) {
            return Mapped.builder()
                    .username(identity.canonicalArn())
                    .source(accountSource + " " + identity.accountId())
                    .build();
        }
        return new Unmapped();
    }
}
