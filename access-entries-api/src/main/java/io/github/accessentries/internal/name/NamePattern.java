package io.github.accessentries.internal.name;

/**
 * A name, or a pattern of names in which each {@code *} stands for any run of characters, including an empty one.
 * Letter case counts.
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
     * Whether a name matches.
     *
     * @param name a whole name
     * @return {@code true} if it is this name or matches this pattern
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

    /** Whether the parts between the first and the last star follow one another in a name, before a certain end. */
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
        // A star of the other pattern is a character that only a star of this one can match, which then also matches
        // whatever that star matches.
        return matches(other.text);
    }

    /**
     * Whether any name matches both patterns.
     *
     * @param other the name or pattern to compare with
     * @return {@code true} if there is at least one
     */
    public boolean overlaps(NamePattern other) {
        if (!isPattern(text) || !isPattern(other.text)) {
            return isPattern(text) ? matches(other.text) : other.matches(text);
        }
        // The stars of one pattern can match everything that the other has between its ends.
        String start = text.substring(0, text.indexOf(STAR));
        String otherStart = other.text.substring(0, other.text.indexOf(STAR));
        String end = text.substring(text.lastIndexOf(STAR) + 1);
        String otherEnd = other.text.substring(other.text.lastIndexOf(STAR) + 1);
        return (start.startsWith(otherStart) || otherStart.startsWith(start))
                && (end.endsWith(otherEnd) || otherEnd.endsWith(end));
    }

    /**
     * The shortest pattern that matches the same names.
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
