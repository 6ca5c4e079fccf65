package io.github.accessentries.recovery;

import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The principals with an entry that could be mistaken for one without.
 *
 * @param principal the one without an entry
 * @param listed those with one
 */
record NearPrincipals(PrincipalArn principal, List<PrincipalArn> listed) {

    /** As IAM Identity Center names the role of a permission set in an account. */
    private static final Pattern PERMISSION_SET =
            Pattern.compile("AWSReservedSSO_(?<set>[\\w+=,.@-]{1,32})_[0-9a-fA-F]{16}");

    /** The entry of an earlier role of the permission set whose role the principal is. */
    Optional<PrincipalArn> ofSamePermissionSet() {
        return permissionSet(principal)
                .flatMap(set -> listed.stream()
                        .filter(each -> samePlace(each)
                                && permissionSet(each).filter(set::equals).isPresent())
                        .findFirst());
    }

    private static Optional<String> permissionSet(PrincipalArn arn) {
        Matcher name = PERMISSION_SET.matcher(arn.name());
        return arn.isRole() && name.matches() ? Optional.of(name.group("set")) : Optional.empty();
    }

    private boolean samePlace(PrincipalArn other) {
        return other.partition().equals(principal.partition())
                && other.accountId().equals(principal.accountId());
    }

    void note(DiagnosisNotes notes) {
        listed.stream()
                .filter(each -> each.isRoleOrUser() && each.name().equalsIgnoreCase(principal.name()))
                .findFirst()
                .ifPresent(other -> notes.possible(
                        difference(other),
                        "there is an access entry for " + other + ", which has the same name",
                        "if that is who should get in, use its credentials, or correct the ARN of the entry",
                        new Remedy.UseCredentialsOf(other)));
    }

    private LockoutCause difference(PrincipalArn other) {
        if (!other.partition().equals(principal.partition())) {
            return LockoutCause.OTHER_PARTITION;
        }
        return other.accountId().equals(principal.accountId()) ? LockoutCause.OTHER_KIND : LockoutCause.OTHER_ACCOUNT;
    }
}
