package io.github.accessentries.internal.files;

/**
 * A file, read.
 *
 * @param name its path below the place that was read, with slashes; safe to print only through {@code PlainText}
 * @param text its text, without a byte order mark
 */
public record TextFile(String name, String text) {}
