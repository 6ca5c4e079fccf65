package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PolicyAssociation;
import java.util.List;
import java.util.function.Function;

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

    /** Roles that differ only in path look the same to us, since EKS hides the id by which it tells them apart. */
    static PolicyHolder of(List<AccessEntry> same, Function<PolicyAssociation, PolicyGrant> grants) {
        List<PrincipalUsers.Mapped> users = same.stream()
                .map(entry -> PrincipalUsers.Mapped.of(entry.principal(), entry.username(), entry.groups()))
                .toList();
        if (same.size() > 1) {
            List<?> principals = same.stream().map(AccessEntry::principal).toList();
            String doubt = "the principals " + principals + " differ only in path, and nothing says which one asks";
            return new PolicyHolder(same, users, List.of(), List.of(doubt), false);
        }
        List<PolicyGrant> compiled = same.get(0).policies().stream().map(grants).toList();
        return new PolicyHolder(
                same, users, compiled, List.of(), compiled.stream().allMatch(PolicyGrant::complete));
    }
}
