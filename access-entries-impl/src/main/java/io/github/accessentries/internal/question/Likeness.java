package io.github.accessentries.internal.question;

import io.github.accessentries.internal.text.PlainText;
import java.util.stream.Stream;

/** How near two names are. */
public final class Likeness {

    private static final int LONG = 8;

    private Likeness() {}

    /**
     * What to say after a name that does not exist.
     *
     * @param written the name
     * @param known the names that exist
     * @return a question about the first of them that the name is but for a slip, beginning with a semicolon; empty if there is none
     */
    public static String didYouMean(String written, Stream<String> known) {
        return known.filter(each -> each.equalsIgnoreCase(written) || isSlip(written, each))
                .sorted()
                .findFirst()
                .map(each -> "; did you mean " + PlainText.name(each) + "?")
                .orElse("");
    }

    /** Whether one name is the other but for a slip: a letter too many, too few or another, or two of a long name. */
    static boolean isSlip(String written, String meant) {
        int most = meant.length() >= LONG ? 2 : 1;
        return meant.length() > most + 2
                && Math.abs(written.length() - meant.length()) <= most
                && distance(written, meant) <= most;
    }

    /** How many letters have to be put in, taken out or replaced. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[row.length - 1];
    }
}
