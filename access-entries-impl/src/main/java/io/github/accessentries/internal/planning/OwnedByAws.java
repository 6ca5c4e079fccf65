package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import java.util.Optional;
import java.util.Set;

/** Recognizes entries that AWS creates and manages. Plans leave them alone, whatever the desired state owns. */
final class OwnedByAws {

    private static final Set<AccessPolicy> OF_CAPABILITIES = Set.of(
            AccessPolicy.of("AmazonEKSACKPolicy"),
            AccessPolicy.of("AmazonEKSArgoCDPolicy"),
            AccessPolicy.of("AmazonEKSArgoCDClusterPolicy"),
            AccessPolicy.of("AmazonEKSKROPolicy"));

    private OwnedByAws() {}

    /** Why the entry belongs to AWS; empty if it does not. */
    static Optional<String> reason(AccessEntry entry) {
        if (entry.principal().isServiceLinkedRole()) {
            return Optional.of("its role belongs to an AWS service");
        }
        if (entry.type().equals(EntryType.EC2)
                && entry.scopeOf(AccessPolicy.AUTO_NODE).isPresent()) {
            return Optional.of("it belongs to nodes of EKS Auto Mode");
        }
        return entry.policies().stream()
                .filter(association -> isOfCapability(association.policy()))
                .findFirst()
                .map(association -> "it belongs to the EKS capability that uses " + association.policy());
    }

    static boolean isOfCapability(AccessPolicy policy) {
        return OF_CAPABILITIES.contains(policy);
    }
}
