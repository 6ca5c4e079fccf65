package io.github.accessentries.migration;

import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A role of IAM Identity Center that is gone, and those that stand for its permission set now. Its mapping lets nobody in, so an
 * entry for another role would give access that nobody has today: that is for a person to decide.
 *
 * @param now the roles of the same permission set
 */
record FormerRole(List<PrincipalArn> now) {

    /** What Identity Center puts after the name of the permission set: an underscore and sixteen digits. */
    private static final int ENDING = 17;

    /**
     * Asks for the roles of the same permission set.
     *
     * @param mapped a principal that IAM does not have
     * @param directory what does not have it
     */
    static FormerRole of(MappedArn mapped, Optional<PrincipalDirectory> directory) {
        if (!mapped.isOfIdentityCenter()) {
            return new FormerRole(List.of());
        }
        PrincipalArn former = mapped.principal();
        return new FormerRole(
                directory.flatMap(iam -> iam.identityCenterRoles(former.accountId())).orElse(List.of()).stream()
                        .map(KnownPrincipal::arn)
                        .filter(role -> PermissionSet.ofRole(role).isPresent())
                        .filter(role -> withoutEnding(role).equalsIgnoreCase(withoutEnding(former)))
                        .sorted()
                        .toList());
    }

    /** Clusters compare mappings without letter case, so the name in one need not be spelt as in IAM. */
    private static String withoutEnding(PrincipalArn role) {
        String name = role.name();
        return name.substring(0, Math.max(0, name.length() - ENDING));
    }

    /** How a message goes on that says that the role is gone. */
    String hint() {
        if (now.isEmpty()) {
            return "";
        }
        return "; its permission set has another role now, "
                + now.stream().map(PrincipalArn::toString).collect(Collectors.joining(", "))
                + ". The mapping does not let that in either, so an entry for it would give access that nobody has today:"
                + " list it in the desired access if it is to have any";
    }
}
