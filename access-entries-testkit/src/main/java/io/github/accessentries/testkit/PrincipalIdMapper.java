package io.github.accessentries.testkit;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.testkit.service.ClusterSide;
import io.github.accessentries.testkit.service.StoredEntry;

/**
 * Knows users by the access entries that have reached a cluster, and goes by the unique id of the principal, as a real
 * cluster does: whoever was deleted and made again under the same ARN is a stranger.
 */
record PrincipalIdMapper(ClusterSide side, String cluster) implements IdentityMapper {

    @Override
    public Mapping map(IamIdentity identity) {
        return side.entry(cluster, identity.principalId())
                .map(PrincipalIdMapper::mapped)
                .orElseGet(Unmapped::new);
    }

    private static Mapping mapped(StoredEntry entry) {
        return Mapped.builder()
                .username(entry.username())
                .groups(entry.groups())
                .source("access entry of " + entry.principal() + ", matched by principal id " + entry.principalId())
                // EKS refuses such names where people choose them, and makes system:node:… for nodes.
                .reservedNamesAllowed(true)
                .build();
    }
}
