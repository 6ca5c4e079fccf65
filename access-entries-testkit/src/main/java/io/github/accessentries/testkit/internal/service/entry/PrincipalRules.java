package io.github.accessentries.testkit.internal.service.entry;

import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import java.util.Optional;

/** Which principals may have an entry, and which of these a caller may touch. */
public final class PrincipalRules {

    private final boolean withRoot;

    /** The rules under one behaviour of EKS. */
    public PrincipalRules(EksBehaviour behaviour) {
        this.withRoot = !behaviour.refusesAccountRoot();
    }

    /** The principal of an ARN, empty if it can have no entry. */
    public Optional<IamArn> parse(String principalArn) {
        return withRoot ? IamArn.parseWithRoot(principalArn) : IamArn.parse(principalArn);
    }

    /** The principal of an ARN, or the refusal for its form. */
    public IamArn require(String cluster, String principalArn) {
        return parse(principalArn).orElseThrow(() -> DocumentedFaults.principalMalformed(cluster));
    }

    /** For changes: only AWS may change what belongs to a service-linked role. */
    public IamArn requireChangeable(String cluster, String principalArn) {
        IamArn principal = require(cluster, principalArn);
        if (principal.isServiceLinkedRole()) {
            throw DocumentedFaults.serviceLinkedRole(cluster);
        }
        return principal;
    }

    /** What runs in a cluster's account does so under a role of it. */
    public static IamArn requireOwnRole(String cluster, String member, String roleArn, RegionOfAccount place) {
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
    public static void requireFit(String cluster, IamArn principal, EntryKind kind, String account) {
        if (!kind.isForNodes()) {
            return;
        }
        if (!principal.isRole()) {
            throw DocumentedFaults.nodeTypeNeedsRole(cluster);
        }
        if (!principal.account().equals(account)) {
            throw DocumentedFaults.nodeTypeNeedsOwnAccount(cluster);
        }
    }
}
