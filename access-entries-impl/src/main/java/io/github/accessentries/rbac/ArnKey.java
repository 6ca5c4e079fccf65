package io.github.accessentries.rbac;

import io.github.accessentries.PrincipalArn;

/** What two ARNs of the same principal have in common: all but letter case and the path of a role. */
final class ArnKey {

    private ArnKey() {}

    static String of(PrincipalArn principal) {
        return of(principal.canonical());
    }

    /** Only ASCII folds, so that no look-alike of a letter passes for it. */
    static String of(String canonicalArn) {
        StringBuilder key = new StringBuilder(canonicalArn.length());
        for (int i = 0; i < canonicalArn.length(); i++) {
            char character = canonicalArn.charAt(i);
            key.append(character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character);
        }
        return key.toString();
    }
}
