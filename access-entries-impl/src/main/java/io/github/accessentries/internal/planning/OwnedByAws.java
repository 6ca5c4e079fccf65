package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import java.util.Optional;
import java.util.Set;

/** The entries that AWS makes and keeps for itself. Plans leave them alone, whatever they are told to own. */
final class OwnedByAws {

    private static final Set<AccessPolicy> OF_CAPABILITIES = Set.of(
            AccessPolicy.of("AmazonEKSACKPolicy"),
            AccessPolicy.of("AmazonEKSArgoCDPolicy"),
            AccessPolicy.of("AmazonEKSArgoCDClusterPolicy"),
            AccessPolicy.of("AmazonEKSKROPolicy"));

    private OwnedByAws() {}

    /** Why the entry is AWS's own, empty if it is not. */
    static Optional<String> reason(AccessEntry entry) {
        if (entry.principal().isServiceLinkedRole()) {
            return Optional.of("its role belongs to an AWS service");
        }
        if (entry.type().equals(EntryType.EC2)
                && entry.scopeOf(AccessPolicy.AUTO_NODE).isPresent()) {
            return Optional.of("it is of nodes of EKS Auto Mode");
        }
        return entry.policies().stream()
                .filter(association -> isOfCapability(association.policy()))
                .findFirst()
                .map(association -> "it is of the EKS capability that has " + association.policy());
    }

    static boolean isOfCapability(AccessPolicy policy) {
        return OF_CAPABILITIES.contains(policy);
    }
}
