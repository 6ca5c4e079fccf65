package io.github.accessentries.testkit.service;

import java.util.Optional;
import java.util.Set;

/** Which principals may have an entry, and which of these a caller may touch. */
final class Principals {

    private final boolean withRoot;

    Principals(Set<Variant> variants) {
        this.withRoot = variants.contains(Variant.ACCEPT_ACCOUNT_ROOT);
    }

    Optional<IamArn> parse(String principalArn) {
        return withRoot ? IamArn.parseWithRoot(principalArn) : IamArn.parse(principalArn);
    }

    IamArn require(String cluster, String principalArn) {
        return parse(principalArn).orElseThrow(() -> Faults.principalMalformed(cluster));
    }

    /** For changes: what belongs to a service-linked role is for AWS to change. */
    IamArn requireChangeable(String cluster, String principalArn) {
        IamArn principal = require(cluster, principalArn);
        if (principal.isServiceLinkedRole()) {
            throw Faults.serviceLinkedRole(cluster);
        }
        return principal;
    }

    /** What runs in a cluster's account does so under a role of it. */
    static IamArn requireOwnRole(String cluster, String member, String roleArn, RegionOfAccount place) {
        if (roleArn.isEmpty()) {
            throw UnverifiedClusterFaults.memberMissing(cluster, member);
        }
        return IamArn.parse(roleArn)
                .filter(IamArn::isRole)
                .filter(role -> role.account().equals(place.account())
                        && role.partition().equals(place.partition()))
                .orElseThrow(() -> UnverifiedClusterFaults.roleMalformed(cluster, member));
    }

    /** Nodes run in the account of their cluster, as a role. */
    static void requireFit(String cluster, IamArn principal, EntryKind kind, String account) {
        if (!kind.isForNodes()) {
            return;
        }
        if (!principal.isRole()) {
            throw Faults.nodeTypeNeedsRole(cluster);
        }
        if (!principal.account().equals(account)) {
            throw Faults.nodeTypeNeedsOwnAccount(cluster);
        }
    }
}
