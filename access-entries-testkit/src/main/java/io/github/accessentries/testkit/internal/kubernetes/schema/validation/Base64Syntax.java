package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

/** The base64 of Go, which takes line breaks and wants padding. */
final class Base64Syntax {

    private static final int GROUP = 4;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64Syntax() {}

    /**
     * Where a text stops being base64.
     *
     * @return the position as Go counts it, or -1 if it is base64
     */
    static int faultIn(String text) {
        int count = 0;
        int padding = 0;
        for (int position = 0; position < text.length(); position++) {
            char next = text.charAt(position);
            if (next == '\n' || next == '\r') {
                continue;
            }
            if (next == '=') {
                padding++;
                if (count % GROUP < 2 || padding > GROUP - 2) {
                    return position;
                }
            } else if (padding > 0 || DIGITS.indexOf(next) < 0) {
                return position;
            }
            count++;
        }
        return count % GROUP == 0 ? -1 : text.length();
    }
}
