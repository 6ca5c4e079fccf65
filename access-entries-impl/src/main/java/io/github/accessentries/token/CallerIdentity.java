package io.github.accessentries.token;

import io.github.accessentries.EntryRules;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.principal.CanonicalArn;
import java.util.regex.Pattern;

/** Who STS says that the token is of, as STS words it. */
record CallerIdentity(String account, String arn, String userId) {

    /** Nothing that could break a line of a log; IAM allows no blanks either. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    IamIdentity toIdentity(String partition, String accessKeyId) throws RefusedToken {
        if (!PRINTABLE.matcher(arn).matches()) {
            throw new RefusedToken(RejectionReason.BAD_ARN, "STS told an ARN with characters that no ARN has");
        }
        CanonicalArn canonical = StsArn.canonical(arn);
        if (!canonical.partition().equals(partition)) {
            throw new RefusedToken(
                    RejectionReason.BAD_ARN, "STS told an ARN of another partition than the verifier's, " + partition);
        }
        if (!EntryRules.isAccountId(account) || !account.equals(canonical.accountId())) {
            throw new RefusedToken(
                    RejectionReason.STS_BAD_RESPONSE, "STS told an account that is not the one of the ARN");
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
            throw badUserId("is empty or has characters that no user id has");
        }
        if (!kind.hasSession()) {
            identity.principalId(userId);
            return;
        }
        String[] idAndSession = userId.split(":", -1);
        if (idAndSession.length != 2 || idAndSession[0].isEmpty() || idAndSession[1].isEmpty()) {
            throw badUserId("is not the id of a role, a colon and the name of a session");
        }
        identity.principalId(idAndSession[0]).sessionName(idAndSession[1]);
    }

    private static RefusedToken badUserId(String fault) {
        return new RefusedToken(RejectionReason.BAD_USER_ID, "the user id that STS told " + fault);
    }
}
