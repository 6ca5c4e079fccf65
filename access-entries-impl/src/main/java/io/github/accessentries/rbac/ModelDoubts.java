package io.github.accessentries.rbac;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.question.UnreadSources;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model could not read or understand, by the answers that it could change. Worked out once, so that a denial costs
 * no more for having doubts. Immutable.
 *
 * @param all everything, as {@link io.github.accessentries.authz.AccessModel#doubts()} tells it
 * @param onDenials what could allow a user more
 * @param onPrincipals what could make another user of a principal that has no entry
 */
record ModelDoubts(List<String> all, List<String> onDenials, List<String> onPrincipals) {

    static final String UNKNOWN_MODE =
            "the authentication mode of the cluster is one that this version does not know, so it is unknown whether its"
                    + " access entries and aws-auth count";

    /**
     * Gathers them.
     *
     * @param heeded the ConfigMap, without mappings if the mode does not use it; empty if it was not read
     */
    static ModelDoubts of(
            RbacObjects rbac, Optional<AwsAuth> heeded, AuthenticationMode mode, Collection<String> openEnds) {
        List<String> ofMode = mode == AuthenticationMode.UNKNOWN ? List.of(UNKNOWN_MODE) : List.of();
        List<String> ofEntries = List.copyOf(openEnds);
        List<String> ofAwsAuth = heeded.map(read -> read.faults().stream()
                        .map(fault -> UnreadSources.FAULT_OF_AWS_AUTH + fault)
                        .toList())
                .orElse(List.of(UnreadSources.AWS_AUTH));
        List<String> ofRbac = joined(List.of(unreadOf(rbac), faultsOf(rbac)));
        return new ModelDoubts(
                joined(List.of(ofMode, ofEntries, ofAwsAuth, ofRbac)),
                joined(List.of(ofMode, ofEntries, ofRbac)),
                joined(List.of(ofEntries, ofAwsAuth)));
    }

    /** Bindings are those of a cluster only if they are known to be all that it has. */
    private static List<String> unreadOf(RbacObjects rbac) {
        if (rbac.allBindings()) {
            return List.of();
        }
        boolean isNothing = rbac.roles().isEmpty() && rbac.bindings().isEmpty();
        return List.of(isNothing ? UnreadSources.RBAC : UnreadSources.PART_OF_RBAC);
    }

    private static List<String> faultsOf(RbacObjects rbac) {
        Set<String> ofSubjects = rbac.faults().isEmpty() ? Set.of() : MissingRoles.faults(rbac);
        return rbac.faults().stream()
                .filter(fault -> !ofSubjects.contains(fault))
                .map(fault -> "RBAC was not fully understood: " + fault)
                .toList();
    }

    private static List<String> joined(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
