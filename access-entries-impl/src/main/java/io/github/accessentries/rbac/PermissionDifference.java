package io.github.accessentries.rbac;

import java.util.List;

/**
 * What is another between two sets of permissions.
 *
 * @param gained what only the later one has
 * @param lost what only the earlier one has
 * @param kept what both have; the reasons are those of the later one
 * @param <R> what stands for a reason
 */
record PermissionDifference<R>(List<MergedRule<R>> gained, List<MergedRule<R>> lost, List<MergedRule<R>> kept) {

    static <R> PermissionDifference<R> between(GrantedPermissions<R> before, GrantedPermissions<R> after) {
        return new PermissionDifference<>(
                after.minus(before),
                before.minus(after),
                after.intersection(before).reduced().merged());
    }

    /** Only what is in namespaces. */
    PermissionDifference<R> inNamespaces() {
        return new PermissionDifference<>(inNamespaces(gained), inNamespaces(lost), inNamespaces(kept));
    }

    private static <R> List<MergedRule<R>> inNamespaces(List<MergedRule<R>> rules) {
        return rules.stream().filter(rule -> !rule.where().isClusterWide()).toList();
    }
}
