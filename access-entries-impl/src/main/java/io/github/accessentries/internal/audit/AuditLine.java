package io.github.accessentries.internal.audit;

import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;

/**
 * One line of the audit log: what happened, and values by key. Whatever a value holds, it ends neither the line nor its own
 * place, so nobody can forge a line or a value by a name.
 *
 * <p>For one thread.
 */
public final class AuditLine {

    private final StringBuilder text = new StringBuilder();

    private AuditLine(String event) {
        text.append(event);
    }

    /**
     * Starts a line.
     *
     * @param event what happened, in the library's own words, for example {@code rejected}
     * @return the line
     */
    public static AuditLine of(String event) {
        return new AuditLine(event);
    }

    /**
     * Adds a value.
     *
     * @param key what it is
     * @param value the value, from any source; shown in quotes unless it is one plain word
     * @return this line
     */
    public AuditLine value(String key, String value) {
        return add(key, PlainText.name(value));
    }

    /**
     * Adds a value that often has several words.
     *
     * @param key what it is
     * @param value the value, from any source; shown in quotes
     * @return this line
     */
    public AuditLine quoted(String key, String value) {
        return add(key, PlainText.quoted(value));
    }

    /**
     * Adds a list.
     *
     * @param key what they are
     * @param values the values, from any source; each shown in quotes unless it is one plain word
     * @return this line
     */
    public AuditLine values(String key, Collection<String> values) {
        return add(key, '[' + PlainText.names(values) + ']');
    }

    private AuditLine add(String key, String value) {
        text.append(' ').append(key).append('=').append(value);
        return this;
    }

    /**
     * The line.
     *
     * @return a text without line breaks and control characters
     */
    @Override
    public String toString() {
        return text.toString();
    }
}
