package io.github.accessentries.internal.iac.cloudformation;

import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a text matches a pattern from outside, which may have been made to take for ever. */
final class BoundedPattern {

    /** Java goes down a level for each letter of some patterns. */
    private static final int LONGEST = 1000;

    private static final int MOST_LOOKS = 1_000_000;

    private BoundedPattern() {}

    /** Whether it does, or nobody can say so in reasonable time. */
    static boolean mayMatch(String pattern, String text) {
        if (pattern.length() > LONGEST || text.length() > LONGEST) {
            return true;
        }
        try {
            return Pattern.compile(pattern).matcher(new CountedText(text)).matches();
        } catch (PatternSyntaxException | CancellationException undecided) {
            return true;
        }
    }

    /** A text that ends the matching once it was looked at too often. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int looks;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > MOST_LOOKS) {
                throw new CancellationException("looked at too often");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
