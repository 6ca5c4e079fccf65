package io.github.accessentries.internal.name;

/**
 * A name, or a pattern of names in which each {@code *} stands for any run of characters, also for none. Letter case counts.
 *
 * <p>Matching looks for each part between two stars once, from left to right, and never goes back.
 *
 * @param text the name or pattern
 */
public record NamePattern(String text) {

    private static final char STAR = '*';

    /**
     * Whether a text is a pattern.
     *
     * @param text a name or pattern
     * @return {@code true} if it has a star
     */
    public static boolean isPattern(String text) {
        return text.indexOf(STAR) >= 0;
    }

    /**
     * Whether a name is this one, or one that this pattern stands for.
     *
     * @param name a whole name
     * @return {@code true} if it is
     */
    public boolean matches(String name) {
        int star = text.indexOf(STAR);
        if (star < 0) {
            return text.equals(name);
        }
        int last = text.lastIndexOf(STAR);
        int endLength = text.length() - last - 1;
        int end = name.length() - endLength;
        return end >= star
                && name.regionMatches(0, text, 0, star)
                && name.regionMatches(end, text, last + 1, endLength)
                && hasPartsBetween(star, last, name, end);
    }

    /** Whether the parts between the first and the last star stand one after the other in a name, before some end. */
    private boolean hasPartsBetween(int first, int last, String name, int end) {
        int from = first;
        for (int star = first; star < last; ) {
            int next = text.indexOf(STAR, star + 1);
            String part = text.substring(star + 1, next);
            int found = name.indexOf(part, from);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            from = found + part.length();
            star = next;
        }
        return true;
    }

    /**
     * Whether this matches every name that another pattern matches.
     *
     * @param other the name or pattern to compare with
     * @return {@code true} if nothing that matches the other fails to match this
     */
    public boolean covers(NamePattern other) {
        // A star of the other is a character that only a star of this one can match, which then also matches whatever
        // it stands for.
        return matches(other.text);
    }

    /**
     * Whether there are names that match both.
     *
     * @param other the name or pattern to compare with
     * @return {@code true} if there is one at least
     */
    public boolean overlaps(NamePattern other) {
        if (!isPattern(text) || !isPattern(other.text)) {
            return isPattern(text) ? matches(other.text) : other.matches(text);
        }
        // What the stars of the one stand for can take in all that the other has between its ends.
        String start = text.substring(0, text.indexOf(STAR));
        String otherStart = other.text.substring(0, other.text.indexOf(STAR));
        String end = text.substring(text.lastIndexOf(STAR) + 1);
        String otherEnd = other.text.substring(other.text.lastIndexOf(STAR) + 1);
        return (start.startsWith(otherStart) || otherStart.startsWith(start))
                && (end.endsWith(otherEnd) || otherEnd.endsWith(end));
    }

    /**
     * The same names in the shortest form.
     *
     * @return the pattern with one star for each run of stars
     */
    public NamePattern withSingleStars() {
        return text.contains("**") ? new NamePattern(text.replaceAll("\\*+", "*")) : this;
    }

    /**
     * The name or pattern.
     *
     * @return the same as {@link #text()}
     */
    @Override
    public String toString() {
        return text;
    }
}
