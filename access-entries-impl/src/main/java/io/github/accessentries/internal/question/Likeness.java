package io.github.accessentries.internal.question;

import io.github.accessentries.internal.text.PlainText;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How near two names are. */
public final class Likeness {

    private static final int LONG = 8;
    private static final int SHORT = 3;

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

    /**
     * Whether one name is the other but for a slip: a letter too many, too few or another, or two that changed places; two slips
     * of a long name. A name as short as {@code get} has too many neighbours, so of its slips only those count that keep its
     * letters.
     */
    static boolean isSlip(String written, String meant) {
        int most = meant.length() >= LONG ? 2 : 1;
        if (meant.length() == SHORT) {
            return isShortSlip(written, meant);
        }
        return meant.length() > SHORT
                && Math.abs(written.length() - meant.length()) <= most
                && distance(written, meant) <= most;
    }

    private static boolean isShortSlip(String written, String meant) {
        return !written.equals(meant)
                && written.length() >= SHORT
                && distance(written, meant) == 1
                && letters(written).equals(letters(meant));
    }

    private static Set<Integer> letters(String name) {
        return name.chars().boxed().collect(Collectors.toSet());
    }

    /** How many letters have to be put in, taken out or replaced, or how many neighbours change places. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] next = new int[row.length];
            next[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = row[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(replaced, 1 + Math.min(row[j], next[j - 1]));
                if (areSwapped(one, i, other, j)) {
                    next[j] = Math.min(next[j], before[j - 2] + 1);
                }
            }
            before = row;
            row = next;
        }
        return row[row.length - 1];
    }

    private static boolean areSwapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
