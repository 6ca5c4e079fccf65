package io.github.accessentries.internal.audit;

import java.util.regex.Pattern;

/**
 * One line of the audit log: words, and values by key. Whatever a value holds, it ends neither the line nor its quotes.
 *
 * <p>For one thread.
 */
public final class AuditLine {

    /** The name of the logger that audit lines go to, at level INFO. */
    public static final String LOGGER = "io.github.accessentries.audit";

    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private final StringBuilder text = new StringBuilder();

    /** Starts an empty line. */
    public AuditLine() {}

    /**
     * Adds a word.
     *
     * @param word for example {@code rejected}
     * @return this line
     */
    public AuditLine word(String word) {
        if (!text.isEmpty()) {
            text.append(' ');
        }
        text.append(word);
        return this;
    }

    /**
     * Adds a value that has no blanks, such as an ARN.
     *
     * @param key what it is
     * @param value the value
     * @return this line
     */
    public AuditLine value(String key, String value) {
        return word(key + "=" + value);
    }

    /**
     * Adds a value that may hold anything.
     *
     * @param key what it is
     * @param value the value
     * @return this line
     */
    public AuditLine quoted(String key, String value) {
        return word(key + "=\"" + value.replace('"', '\'') + '"');
    }

    /**
     * The line.
     *
     * @return a text without line breaks and control characters
     */
    @Override
    public String toString() {
        return LINE_BREAKING.matcher(text).replaceAll("?");
    }
}
