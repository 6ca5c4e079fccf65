package io.github.accessentries.internal.document;

/**
 * Whether the characters of a text are where RFC 8259 lets them be. Gson's reader accepts {@code TRUE} for {@code
 * true}, and line ends inside a string, escaped or not; only since 2.11 it can be strict, and this class also works
 * with older versions. The reader itself checks how the characters fit together.
 */
public final class JsonCharacters {

    private static final String OUTSIDE_OF_STRINGS = " \t\r\n{}[]:,+-.0123456789eEtrufalsn";
    private static final String HEX_DIGITS = "0123456789abcdefABCDEF";
    private static final int DIGITS_OF_A_CODE = 4;
    private static final String AFTER_A_BACKSLASH = "\"\\/bfnrtu";

    private JsonCharacters() {}

    /**
     * Looks at each character of a text.
     *
     * @param text the text
     * @return {@code false} if it cannot be JSON
     */
    public static boolean areThoseOf(String text) {
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                inString = !inString;
            } else if (!inString) {
                if (OUTSIDE_OF_STRINGS.indexOf(character) < 0 || (character == 'E' && !isAfterDigit(text, i))) {
                    return false;
                }
            } else if (character == '\\') {
                i++;
                if (!isEscape(text, i)) {
                    return false;
                }
            } else if (character < ' ') {
                return false;
            }
        }
        return !inString;
    }

    /** As in {@code 1E3}, and not in {@code truE}. */
    private static boolean isAfterDigit(String text, int at) {
        return at > 0 && text.charAt(at - 1) >= '0' && text.charAt(at - 1) <= '9';
    }

    /** What follows a backslash; the digits of a code are left to be read as characters. */
    private static boolean isEscape(String text, int at) {
        if (at == text.length() || AFTER_A_BACKSLASH.indexOf(text.charAt(at)) < 0) {
            return false;
        }
        if (text.charAt(at) != 'u') {
            return true;
        }
        if (text.length() - at <= DIGITS_OF_A_CODE) {
            return false;
        }
        return text.substring(at + 1, at + 1 + DIGITS_OF_A_CODE)
                .chars()
                .allMatch(digit -> HEX_DIGITS.indexOf(digit) >= 0);
    }
}
