package io.github.accessentries.internal.files;

import io.github.accessentries.internal.text.PlainText;

/**
 * A file, read.
 *
 * @param name its path below the place that was read, with slashes; safe to print only through {@code PlainText}
 * @param text its text, without a byte order mark
 */
public record TextFile(String name, String text) {

    /**
     * How messages begin that are about a place in it.
     *
     * @return its name, plain, with a comma behind it; nothing for a text without a name
     */
    public String prefix() {
        return name.isEmpty() ? "" : PlainText.of(name) + ", ";
    }
}
