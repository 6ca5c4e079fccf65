package io.github.accessentries.internal.rule;

/**
 * A non-resource path of a rule: itself, and with stars at its end, everything that begins with what is before them. A star
 * anywhere else is nothing special.
 */
public final class PathPattern {

    private static final char STAR = '*';

    private PathPattern() {}

    /**
     * Whether a rule's path has that of a request.
     *
     * @param pattern the path of a rule
     * @param path that of a request
     * @return {@code true} if it matches
     */
    public static boolean matches(String pattern, String path) {
        int length = startLength(pattern);
        return length == pattern.length() ? pattern.equals(path) : path.regionMatches(0, pattern, 0, length);
    }

    /** All stars at the end count as one. */
    private static int startLength(String pattern) {
        int length = pattern.length();
        while (length > 0 && pattern.charAt(length - 1) == STAR) {
            length--;
        }
        return length;
    }

    /**
     * The path without the stars at its end.
     *
     * @param pattern the path of a rule
     * @return the path itself, or what everything that matches begins with
     */
    public static String start(String pattern) {
        return pattern.substring(0, startLength(pattern));
    }

    /**
     * The shortest path of a rule that matches the same.
     *
     * @param pattern the path of a rule
     * @return the path with at most one star at its end
     */
    public static String normal(String pattern) {
        int length = startLength(pattern);
        return pattern.length() - length < 2 ? pattern : pattern.substring(0, length + 1);
    }

    /**
     * Whether one path of a rule has all that another one has.
     *
     * @param wide a path of a rule
     * @param narrow another one
     * @return {@code true} if nothing of the narrow one is missing
     */
    public static boolean covers(String wide, String narrow) {
        // What the narrow one begins with is the least that anything which it matches has.
        return wide.endsWith(RuleMatching.ALL) ? matches(wide, start(narrow)) : wide.equals(narrow);
    }
}
