package io.github.accessentries.internal.principal;

import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.CanonicalArn.Kind;
import java.util.Optional;

/**
 * The ARN of an {@code aws-auth} mapping that can match a role or user: clusters compare it without letter case with what STS
 * says, and STS tells no path of a role.
 *
 * @param principal the principal; a role of IAM Identity Center has a path here that need not be its own
 * @param pathIsKnown whether it is certain that the path is that of the principal in IAM
 */
public record MappedArn(PrincipalArn principal, boolean pathIsKnown) {

    private static final String OF_A_ROLE = ":role/";

    /** As {@link ArnKey} spells it. */
    private static final String SSO_NAME = "awsreservedsso_";

    private static final String SSO_PATH = "aws-reserved/sso.amazonaws.com/";

    /**
     * Reads the ARN of a mapping.
     *
     * @param arn the ARN as it stands in the ConfigMap
     * @return the principal; empty if the ARN matches no role and no user
     */
    public static Optional<MappedArn> of(String arn) {
        int name = arn.indexOf('/') + 1;
        String start = ArnKey.of(arn.substring(0, name));
        String nameWithPath = arn.substring(name);
        boolean role = start.endsWith(OF_A_ROLE);
        if (role && nameWithPath.contains("/")) {
            return Optional.empty();
        }
        boolean sso = role && ArnKey.of(nameWithPath).startsWith(SSO_NAME);
        try {
            return Optional.of(new MappedArn(PrincipalArn.of(start + (sso ? SSO_PATH : "") + nameWithPath), !role));
        } catch (IllegalArgumentException nobodyCanHaveIt) {
            return Optional.empty();
        }
    }

    /**
     * Whether an ARN can match somebody for whom there are no access entries.
     *
     * @param arn the ARN as it stands in the ConfigMap
     * @return {@code true} for the root user of an account and for federated users
     */
    public static boolean isBeyondEntries(String arn) {
        try {
            CanonicalArn told = CanonicalArn.of(ArnKey.of(arn));
            return EntryRules.isAccountId(told.accountId())
                    && (told.kind() == Kind.ROOT || told.kind() == Kind.FEDERATED_USER);
        } catch (IllegalArgumentException stsTellsNoSuchArn) {
            return false;
        }
    }

    /**
     * Whether IAM Identity Center makes and keeps the role.
     *
     * @return {@code true} for the role of a permission set
     */
    public boolean isOfIdentityCenter() {
        return principal.path().startsWith("/" + SSO_PATH);
    }
}
