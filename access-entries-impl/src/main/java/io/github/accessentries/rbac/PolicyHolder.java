package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one principal has.
 *
 * @param entries its entry, or several that nothing here tells apart
 * @param users the user that each of them makes of it
 * @param grants the policies of its entry
 * @param doubts why there may be others
 * @param isCertain whether nothing can be missing
 */
record PolicyHolder(
        List<AccessEntry> entries,
        List<PrincipalUsers.Mapped> users,
        List<PolicyGrant> grants,
        List<String> doubts,
        boolean isCertain) {

    static final PolicyHolder NOBODY = new PolicyHolder(List.of(), List.of(), List.of(), List.of(), true);

    /**
     * Roles that differ only in path cannot be distinguished, since EKS does not publish the id that distinguishes
     * them.
     */
    static PolicyHolder of(List<AccessEntry> same, Function<PolicyAssociation, PolicyGrant> grants) {
        List<PrincipalUsers.Mapped> users = users(same);
        if (same.size() > 1) {
            List<?> principals = same.stream().map(AccessEntry::principal).toList();
            String doubt = "the principals " + principals + " differ only in path, so it is unknown which one sent"
                    + " the request";
            return new PolicyHolder(same, users, List.of(), List.of(doubt), false);
        }
        AccessEntry entry = same.get(0);
        if (!entry.principal().isRoleOrUser()) {
            String doubt = "the principal " + entry.principal()
                    + " is of a kind that this version does not know, so that it may have what its access entry gives";
            return new PolicyHolder(same, users, List.of(), List.of(doubt), false);
        }
        if (!entry.type().isKnown()) {
            String doubt = "the access entry of " + entry.principal() + " is of type " + entry.type()
                    + ", which this version does not know, so it is unknown what it gives beyond its user name and"
                    + " groups";
            return new PolicyHolder(same, users, List.of(), List.of(doubt), false);
        }
        // One or two, as most have, lie in the list itself and not in an array behind it.
        List<PolicyGrant> compiled =
                List.copyOf(entry.policies().stream().map(grants).toList());
        return new PolicyHolder(
                same,
                users,
                compiled,
                List.of(),
                compiled.stream().allMatch(grant -> grant.doubts().isEmpty()));
    }

    /** Where it is unknown whether entries count. */
    static PolicyHolder idle(List<AccessEntry> same, String doubt) {
        return new PolicyHolder(same, users(same), List.of(), List.of(doubt), false);
    }

    /** Why there may be other policies, and why those that there are may allow more. */
    List<String> allDoubts() {
        return isCertain
                ? List.of()
                : Stream.concat(doubts.stream(), grants.stream().flatMap(grant -> grant.doubts().stream()))
                        .toList();
    }

    /** The policies that may count, or allow more, than is known, of each principal that this may be. */
    Map<PrincipalArn, Set<PolicyAssociation>> inDoubt() {
        Map<PrincipalArn, Set<PolicyAssociation>> inDoubt = new HashMap<>();
        if (!doubts.isEmpty()) {
            entries.forEach(entry -> inDoubt.put(entry.principal(), Set.copyOf(entry.policies())));
        }
        for (PolicyGrant grant : grants) {
            if (!grant.doubts().isEmpty()) {
                inDoubt.computeIfAbsent(entries.get(0).principal(), each -> new HashSet<>())
                        .add(grant.association());
            }
        }
        return inDoubt;
    }

    private static List<PrincipalUsers.Mapped> users(List<AccessEntry> same) {
        return same.stream()
                .map(entry -> PrincipalUsers.Mapped.of(entry.principal(), entry.username(), entry.groups()))
                .toList();
    }
}
