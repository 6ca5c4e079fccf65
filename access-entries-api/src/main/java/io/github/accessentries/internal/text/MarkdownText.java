package io.github.accessentries.internal.text;

import java.util.List;

/** Text within Markdown, in which nothing is markup. */
public final class MarkdownText {

    private static final String SPECIAL = "\\`*_[]<>|&~#!$";

    private MarkdownText() {}

    /**
     * Escapes a text.
     *
     * @param text any text
     * @return the text on one line, with a backslash before what could be markup
     */
    public static String of(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : PlainText.of(text).toCharArray()) {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return escaped.toString();
    }

    /**
     * A row of a table.
     *
     * @param cells any texts
     * @return the row with its line end
     */
    public static String row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(cell -> row.append(' ').append(of(cell)).append(" |"));
        return row.append('\n').toString();
    }
}
