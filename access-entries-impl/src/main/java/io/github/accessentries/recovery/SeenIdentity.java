package io.github.accessentries.recovery;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.CanonicalArn;
import io.github.accessentries.internal.principal.CanonicalArn.Kind;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/**
 * The caller as STS shows it, compared with who it should be.
 *
 * @param arn what STS shows
 * @param told the same without the session
 */
record SeenIdentity(String arn, CanonicalArn told) {

    static SeenIdentity of(String arn) {
        return new SeenIdentity(arn, CanonicalArn.of(arn));
    }

    /** The role or user, whose path is unknown if it is a role; empty for what entries cannot be for. */
    Optional<MappedArn> principal() {
        return MappedArn.of(told.text());
    }

    void note(Optional<PrincipalArn> expected, ClusterState state, DiagnosisNotes notes) {
        notes.looked("the caller as STS shows it");
        if (told.kind() == Kind.ROOT || told.kind() == Kind.FEDERATED_USER) {
            notes.certain(
                    LockoutCause.IDENTITY_WITHOUT_ENTRY,
                    PlainText.name(arn) + " is "
                            + (told.kind() == Kind.ROOT ? "the root user of an account" : "a federated user")
                            + ", and access entries can only be for roles and IAM users",
                    "assume a role, or use an IAM user, that has an access entry",
                    expected.map(Remedy.UseCredentialsOf::new).orElse(null));
            return;
        }
        expected.ifPresentOrElse(principal -> compare(principal, notes), () -> partition(state, notes));
    }

    private void partition(ClusterState state, DiagnosisNotes notes) {
        state.cluster()
                .account()
                .filter(account -> !account.partition().equals(told.partition()))
                .ifPresent(account -> notes.certain(
                        LockoutCause.OTHER_PARTITION,
                        "the caller is of partition " + PlainText.name(told.partition()) + " and the cluster of "
                                + account.partition() + ", and nobody crosses partitions",
                        "use credentials of partition " + account.partition(),
                        null));
    }

    private void compare(PrincipalArn expected, DiagnosisNotes notes) {
        if (ArnKey.of(told.text()).equals(ArnKey.of(expected))) {
            return;
        }
        LockoutCause cause;
        String difference;
        if (!told.partition().equals(expected.partition())) {
            cause = LockoutCause.OTHER_PARTITION;
            difference = "partition " + PlainText.name(told.partition());
        } else if (!told.accountId().equals(expected.accountId())) {
            cause = LockoutCause.OTHER_ACCOUNT;
            difference = "account " + PlainText.name(told.accountId());
        } else if (isRole() != expected.isRole()) {
            cause = LockoutCause.OTHER_KIND;
            difference = isRole() ? "a role instead of a user" : "a user instead of a role";
        } else {
            cause = LockoutCause.OTHER_PRINCIPAL;
            difference = isRole() ? "another role" : "another user";
        }
        notes.certain(
                cause,
                "the caller is " + PlainText.name(arn) + ", which is not " + expected + " but of " + difference,
                "use credentials of " + expected + (expected.isRole() ? ", by assuming the role" : "")
                        + ", and check with `aws sts get-caller-identity`; a kubeconfig may name another profile or role",
                new Remedy.UseCredentialsOf(expected));
    }

    private boolean isRole() {
        return told.kind().hasSession();
    }
}
