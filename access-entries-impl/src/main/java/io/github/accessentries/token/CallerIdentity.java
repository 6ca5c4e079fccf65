package io.github.accessentries.token;

import io.github.accessentries.EntryRules;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.principal.CanonicalArn;
import java.util.regex.Pattern;

/** The identity of a token as STS reports it. */
record CallerIdentity(String account, String arn, String userId) {

    /** Excludes everything that could break a line of a log; IAM does not allow blanks either. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    private static final int SECTIONS = 6;

    /** Whether the account is one, and that of the ARN as far as the ARN can be read. */
    boolean isOfOneAccount() {
        String[] sections = arn.split(":", SECTIONS);
        return EntryRules.isAccountId(account) && (sections.length < SECTIONS || sections[4].equals(account));
    }

    IamIdentity toIdentity(String partition, String accessKeyId) throws RefusedToken {
        if (!PRINTABLE.matcher(arn).matches()) {
            throw new RefusedToken(
                    RejectionReason.BAD_ARN, "STS returned an ARN with characters that ARNs cannot have");
        }
        CanonicalArn canonical = StsArn.canonical(arn);
        if (!canonical.partition().equals(partition)) {
            throw new RefusedToken(
                    RejectionReason.BAD_ARN,
                    "STS returned an ARN of a partition other than the verifier's, " + partition);
        }
        if (!isOfOneAccount()) {
            throw new RefusedToken(RejectionReason.BAD_ARN, "STS returned an ARN of no account, or of another one");
        }
        IamIdentity.Builder identity = IamIdentity.builder()
                .arn(arn)
                .canonicalArn(canonical.text())
                .accountId(account)
                .accessKeyId(accessKeyId);
        addPrincipal(identity, canonical.kind());
        return identity.build();
    }

    private void addPrincipal(IamIdentity.Builder identity, CanonicalArn.Kind kind) throws RefusedToken {
        if (!PRINTABLE.matcher(userId).matches()) {
            throw badUserId("is empty or has characters that user ids cannot have");
        }
        if (!kind.hasSession()) {
            identity.principalId(userId);
            return;
        }
        String[] idAndSession = userId.split(":", -1);
        if (idAndSession.length != 2 || idAndSession[0].isEmpty() || idAndSession[1].isEmpty()) {
            throw badUserId("is not a role id, a colon and a session name");
        }
        identity.principalId(idAndSession[0]).sessionName(idAndSession[1]);
    }

    private static RefusedToken badUserId(String fault) {
        return new RefusedToken(RejectionReason.BAD_USER_ID, "the user id that STS returned " + fault);
    }
}
