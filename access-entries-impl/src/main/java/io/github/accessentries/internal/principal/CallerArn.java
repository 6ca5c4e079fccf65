package io.github.accessentries.internal.principal;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.CanonicalArn.Kind;
import io.github.accessentries.internal.text.PlainText;
import java.util.regex.Pattern;

/**
 * The caller that makes the changes, as STS reports it: for a role without the path.
 *
 * @param canonical the ARN of the user, or of the role without its path
 */
public record CallerArn(String canonical) {

    private static final String OF_STS = ":sts:";

    /** Callers that no access entry can be for, so that they are no principal of one. */
    private static final Pattern WITHOUT_ENTRY =
            Pattern.compile("arn:[^:]+:(iam::\\d{12}:root|sts::\\d{12}:federated-user/.+)");

    /**
     * Reads the caller's ARN.
     *
     * @param arn the ARN of a role, a role session or a user
     * @return the caller
     * @throws IllegalArgumentException if it is not one of these
     */
    public static CallerArn of(String arn) {
        if (WITHOUT_ENTRY.matcher(arn).matches()) {
            return new CallerArn(arn);
        }
        if (arn.contains(OF_STS)) {
            CanonicalArn told = session(arn);
            if (told.kind() == Kind.ASSUMED_ROLE) {
                return new CallerArn(told.text());
            }
        }
        return new CallerArn(PrincipalArn.of(arn).canonical());
    }

    private static CanonicalArn session(String arn) {
        try {
            return CanonicalArn.of(arn);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Caller " + PlainText.quoted(arn) + ": " + e.getMessage()
                            + "; give the ARN of a role, a role session or a user, as sts:GetCallerIdentity reports it",
                    e);
        }
    }

    /**
     * Whether this is a principal.
     *
     * @param principal the role or user; the path of a role does not count
     * @return {@code true} if the cluster cannot tell them apart
     */
    public boolean is(PrincipalArn principal) {
        return ArnKey.of(canonical).equals(ArnKey.of(principal));
    }
}
