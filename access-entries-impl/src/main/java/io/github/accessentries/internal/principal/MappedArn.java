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
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final char LONG_S = '\u017F';

    /** As {@link ArnKey} spells it. */
    private static final String SSO_NAME = "awsreservedsso_";

    private static final String SSO_PATH = "aws-reserved/sso.amazonaws.com/";

    /**
     * The key of the principal that a mapping is for. Clusters put the ARN in small letters by the rules of Unicode, by which
     * some letters outside of ASCII become letters of names that IAM allows.
     *
     * @param arn the ARN as it stands in the ConfigMap
     * @return the {@linkplain ArnKey key} of the principal, or one that no principal has
     */
    public static String key(String arn) {
        return ArnKey.of(plain(arn));
    }

    /**
     * Whether an ARN matches a principal only because letters are taken for others, which not every version of the
     * authenticator does in the same way.
     *
     * @param arn the ARN as it stands in the ConfigMap
     * @return {@code true} if it has such letters, and no others that no principal has
     */
    public static boolean hasLookAlikes(String arn) {
        String plain = plain(arn);
        return !plain.equals(arn) && plain.chars().allMatch(character -> character < FIRST_BEYOND_ASCII);
    }

    /**
     * Whether an ARN is put in small letters by all versions of the authenticator in the same way. Only some compare so that a
     * long s is an s, so a mapping with one comes after all others.
     *
     * @param arn the ARN as it stands in the ConfigMap
     * @return {@code true} if it has no such letter
     */
    public static boolean isTheSameEverywhere(String arn) {
        return arn.indexOf(LONG_S) < 0;
    }

    /** Besides the long s, a capital i with a dot, and the sign for kelvins. */
    private static String plain(String arn) {
        return arn.replace('\u0130', 'i').replace('\u212A', 'k').replace(LONG_S, 's');
    }

    /**
     * Reads the ARN of a mapping.
     *
     * @param written the ARN as it stands in the ConfigMap
     * @return the principal; empty if the ARN matches no role and no user
     */
    public static Optional<MappedArn> of(String written) {
        String arn = plain(written);
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
            CanonicalArn told = CanonicalArn.of(key(arn));
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
