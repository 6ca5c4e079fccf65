package io.github.accessentries.internal.text;

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
}
