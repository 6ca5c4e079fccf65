package io.github.accessentries.internal.name;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A name, or a pattern of names in which each {@code *} stands for any run of characters, including an empty one.
 * Letter case counts. Where there are stars, a character after a backslash stands for itself, which no name needs that a cluster
 * would accept.
 *
 * <p>Matching looks for each part between two stars once, from left to right, and never goes back.
 */
public final class NamePattern {

    private static final char STAR = '*';
    private static final char BACKSLASH = '\\';
    /** Half of a character, so that no name has it. */
    private static final char ANY = '\uDC00';

    private final String text;
    /** The text with {@link #ANY} for each star, and without backslashes. */
    private final String symbols;

    /**
     * Reads a name or pattern.
     *
     * @param text the name or pattern
     */
    public NamePattern(String text) {
        this.text = requireNonNull(text, "text");
        boolean hasBackslashes = text.indexOf(STAR) >= 0 && text.indexOf(BACKSLASH) >= 0;
        this.symbols = hasBackslashes ? withoutBackslashes(text) : text.replace(STAR, ANY);
    }

    private static String withoutBackslashes(String text) {
        StringBuilder symbols = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == BACKSLASH && i + 1 < text.length()) {
                i++;
                symbols.append(text.charAt(i));
            } else {
                symbols.append(letter == STAR ? ANY : letter);
            }
        }
        return symbols.toString();
    }

    /**
     * The pattern that only one name matches, whatever characters that has.
     *
     * @param name a name
     * @return mostly the name itself
     */
    public static String ofName(String name) {
        return isPlain(name) ? name : escaped(name);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*");
    }

    /**
     * Whether a text is a name that is written as it is.
     *
     * @param text a name or pattern
     * @return {@code true} if it has no star
     */
    public static boolean isPlain(String text) {
        return text.indexOf(STAR) < 0;
    }

    /**
     * Whether a text is a pattern.
     *
     * @param text a name or pattern
     * @return {@code true} if it has a star that is not itself meant
     */
    public static boolean isPattern(String text) {
        return text.indexOf(STAR) >= 0 && new NamePattern(text).symbols.indexOf(ANY) >= 0;
    }

    /**
     * The name or pattern.
     *
     * @return the text as it was given
     */
    public String text() {
        return text;
    }

    /**
     * A name that matches.
     *
     * @return the name, or the pattern with an x for each star
     */
    public String example() {
        return symbols.replace(ANY, 'x');
    }

    /**
     * Whether a name matches.
     *
     * @param name a whole name
     * @return {@code true} if it is this name or matches this pattern
     */
    public boolean matches(String name) {
        int star = symbols.indexOf(ANY);
        if (star < 0) {
            return symbols.equals(name);
        }
        int last = symbols.lastIndexOf(ANY);
        int endLength = symbols.length() - last - 1;
        int end = name.length() - endLength;
        return end >= star
                && name.regionMatches(0, symbols, 0, star)
                && name.regionMatches(end, symbols, last + 1, endLength)
                && hasPartsBetween(star, last, name, end);
    }

    /** Whether the parts between the first and the last star follow one another in a name, before a certain end. */
    private boolean hasPartsBetween(int first, int last, String name, int end) {
        int from = first;
        for (int star = first; star < last; ) {
            int next = symbols.indexOf(ANY, star + 1);
            String part = symbols.substring(star + 1, next);
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
        return matches(other.symbols);
    }

    /**
     * Whether any name matches both patterns.
     *
     * @param other the name or pattern to compare with
     * @return {@code true} if there is at least one
     */
    public boolean overlaps(NamePattern other) {
        int first = symbols.indexOf(ANY);
        int otherFirst = other.symbols.indexOf(ANY);
        if (first < 0 || otherFirst < 0) {
            return first < 0 ? other.matches(symbols) : matches(other.symbols);
        }
        // The stars of one pattern can match everything that the other has between its ends.
        String start = symbols.substring(0, first);
        String otherStart = other.symbols.substring(0, otherFirst);
        String end = symbols.substring(symbols.lastIndexOf(ANY) + 1);
        String otherEnd = other.symbols.substring(other.symbols.lastIndexOf(ANY) + 1);
        return (start.startsWith(otherStart) || otherStart.startsWith(start))
                && (end.endsWith(otherEnd) || otherEnd.endsWith(end));
    }

    /**
     * The shortest pattern that matches the same names.
     *
     * @return the pattern with one star for each run of stars
     */
    public NamePattern withSingleStars() {
        if (isPlain(text)) {
            return this;
        }
        StringBuilder shortest = new StringBuilder(text.length());
        for (int i = 0; i < symbols.length(); i++) {
            char symbol = symbols.charAt(i);
            if (symbol != ANY) {
                shortest.append(escaped(String.valueOf(symbol)));
            } else if (i == 0 || symbols.charAt(i - 1) != ANY) {
                shortest.append(STAR);
            }
        }
        return shortest.length() == text.length() ? this : new NamePattern(shortest.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
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
