package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PermissionSetException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The roles that stand for a permission set, of all those of Identity Center in its account.
 *
 * @param permissionSet the permission set
 * @param all the roles of Identity Center, sorted
 */
record PermissionSetRoles(PermissionSet permissionSet, List<PrincipalArn> all) {

    private static final int MOST_NAMES = 10;

    /** Asks a directory for them. */
    static PermissionSetRoles in(PrincipalDirectory directory, PermissionSet permissionSet) {
        requireNonNull(permissionSet, "permissionSet");
        String account = permissionSet.accountId();
        if (!directory.covers(account)) {
            throw unknown(
                    permissionSet,
                    "IAM is not asked about account " + account + "; have it asked, or give the role's ARN");
        }
        Optional<List<KnownPrincipal>> roles = requireNonNull(
                directory.identityCenterRoles(account), "The principal directory gave null instead of an Optional");
        return new PermissionSetRoles(
                permissionSet,
                roles
                        .orElseThrow(() -> unknown(
                                permissionSet,
                                "the directory cannot list the roles of IAM Identity Center; give one that can, such as"
                                        + " IamDirectory, or the role's ARN"))
                        .stream()
                        .map(KnownPrincipal::arn)
                        .sorted()
                        .toList());
    }

    /** The one that stands for it. */
    PrincipalArn only() {
        List<PrincipalArn> own = all.stream().filter(permissionSet::has).toList();
        if (own.isEmpty()) {
            throw unknown(
                    permissionSet,
                    "IAM has no role for it; there are roles of " + others()
                            + ". Check the name, and that somebody is assigned to it in this account: until then,"
                            + " Identity Center makes no role");
        }
        if (own.size() > 1) {
            throw unknown(
                    permissionSet,
                    "IAM has " + own.size() + " roles for it: "
                            + own.stream().map(PrincipalArn::toString).collect(Collectors.joining(", "))
                            + ". Wait until Identity Center has removed the one that is no longer used, or give the ARN"
                            + " of the one that you mean");
        }
        return own.get(0);
    }

    private String others() {
        List<String> names = all.stream()
                .flatMap(role -> PermissionSet.ofRole(role).stream())
                .map(PermissionSet::name)
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return "no permission set in this account";
        }
        int more = names.size() - MOST_NAMES;
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static PermissionSetException unknown(PermissionSet permissionSet, String reason) {
        return new PermissionSetException(
                "It is not known which role stands for " + permissionSet + ": " + reason,
                ErrorContext.builder().build(),
                null);
    }
}
