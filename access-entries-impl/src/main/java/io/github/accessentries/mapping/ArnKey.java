package io.github.accessentries.mapping;

/** The ARN by which a principal is found: IAM has no two names in an account that differ only in letter case. */
final class ArnKey {

    private ArnKey() {}

    /** Only the letters of ASCII are alike, so that no look-alike of a letter passes for it. */
    static String of(String arn) {
        StringBuilder key = new StringBuilder(arn.length());
        for (int i = 0; i < arn.length(); i++) {
            char character = arn.charAt(i);
            key.append(character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character);
        }
        return key.toString();
    }
}
