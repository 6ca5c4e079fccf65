package io.github.accessentries.internal.question;

import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How near two names are. */
public final class Likeness {

    private static final int LONG = 8;
    private static final int SHORT = 3;

    /** Nobody types longer names, and of a file's faults each may ask. */
    private static final int LONGEST = 300;

    private static final int MOST = 1_000;

    private Likeness() {}

    /**
     * What to say after a name that does not exist.
     *
     * @param written the name
     * @param known the names that exist
     * @return a question about the first of them that the name is but for a slip, beginning with a semicolon; empty if there is none
     */
    public static String didYouMean(String written, Stream<String> known) {
        if (written.length() > LONGEST) {
            return "";
        }
        return known.limit(MOST)
                .filter(each -> each.equalsIgnoreCase(written) || isSlip(written, each))
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
                && distance(written, meant, most) <= most;
    }

    private static boolean isShortSlip(String written, String meant) {
        return !written.equals(meant)
                && written.length() >= SHORT
                && distance(written, meant, 1) == 1
                && letters(written).equals(letters(meant));
    }

    private static Set<Integer> letters(String name) {
        return name.chars().boxed().collect(Collectors.toSet());
    }

    /**
     * How many letters have to be put in, taken out or replaced, or how many neighbours change places. Looks only where that are few,
     * since names from outside may be many and long.
     *
     * @return the number, or one more than {@code most}
     */
    private static int distance(String one, String other, int most) {
        int far = most + 1;
        if (Math.abs(one.length() - other.length()) > most) {
            return far;
        }
        int[] before = filled(other, far);
        int[] row = filled(other, far);
        int[] next = filled(other, far);
        for (int j = 0; j <= Math.min(most, other.length()); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int first = Math.max(i - most, 1);
            int last = Math.min(i + most, other.length());
            next[first - 1] = first == 1 ? Math.min(i, far) : far;
            for (int j = first; j <= last; j++) {
                int replaced = row[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                int changed = Math.min(replaced, 1 + Math.min(row[j], next[j - 1]));
                next[j] = areSwapped(one, i, other, j) ? Math.min(changed, before[j - 2] + 1) : changed;
            }
            if (last < other.length()) {
                next[last + 1] = far;
            }
            int[] reused = before;
            before = row;
            row = next;
            next = reused;
        }
        return Math.min(row[other.length()], far);
    }

    private static int[] filled(String other, int with) {
        int[] row = new int[other.length() + 1];
        Arrays.fill(row, with);
        return row;
    }

    private static boolean areSwapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
