package io.github.accessentries.internal.principal;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.CanonicalArn.Kind;

/**
 * The caller that makes the changes, as STS reports it: for a role without the path.
 *
 * @param canonical the ARN of the user, or of the role without its path
 */
public record CallerArn(String canonical) {

    private static final String OF_STS = ":sts:";

    /**
     * Reads the caller's ARN.
     *
     * @param arn the ARN of a role, a role session or a user
     * @return the caller
     * @throws IllegalArgumentException if it is not one of these
     */
    public static CallerArn of(String arn) {
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
                    "Caller \"" + arn + "\": " + e.getMessage()
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
