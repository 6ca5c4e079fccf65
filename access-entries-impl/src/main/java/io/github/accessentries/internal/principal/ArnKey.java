package io.github.accessentries.internal.principal;

import io.github.accessentries.PrincipalArn;

/**
 * The text by which a principal is found, the same for all ARNs that a cluster cannot tell apart: STS tells no path of a
 * role, and IAM has no two names in an account that differ only in letter case.
 */
public final class ArnKey {

    private ArnKey() {}

    /**
     * The key of a principal.
     *
     * @param principal the principal; the path of a role does not count
     * @return the key, to be compared and not to be shown
     */
    public static String of(PrincipalArn principal) {
        return of(principal.canonical());
    }

    /**
     * The key of an ARN in the form in which STS spells it. Only the letters of ASCII are alike, so that no look-alike of a
     * letter passes for it.
     *
     * @param canonicalArn an ARN without the path of a role; any other text has a key that no principal has
     * @return the key, to be compared and not to be shown
     */
    public static String of(String canonicalArn) {
        for (int i = 0; i < canonicalArn.length(); i++) {
            if (isUpperCase(canonicalArn.charAt(i))) {
                return folded(canonicalArn);
            }
        }
        return canonicalArn;
    }

    private static String folded(String arn) {
        StringBuilder key = new StringBuilder(arn.length());
        for (int i = 0; i < arn.length(); i++) {
            char character = arn.charAt(i);
            key.append(isUpperCase(character) ? (char) (character + ('a' - 'A')) : character);
        }
        return key.toString();
    }

    private static boolean isUpperCase(char character) {
        return character >= 'A' && character <= 'Z';
    }
}
