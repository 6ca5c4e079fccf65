package io.github.accessentries.internal.text;

import java.util.List;
import java.util.regex.Pattern;

/** Text within Markdown, in which nothing is markup, is a link, or calls anybody. */
public final class MarkdownText {

    private static final String SPECIAL = "\\`*_[]<>|&~#!$";

    /**
     * Where viewers on the web make links and mentions out of plain text, whether it is escaped or not: they look at the text
     * that is shown, and see none across code.
     */
    private static final Pattern LINKED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])@(?=[\\p{L}\\p{N}])|@(?=[0-9a-f]{7})|:(?=//)|www(?=\\.)|gh-(?=\\d)",
            Pattern.CASE_INSENSITIVE);

    private static final String UNLINKED = "`$0`";

    /** It is escaped already, and within code the escape would show. */
    private static final Pattern NUMBERED = Pattern.compile("\\\\#(?=\\d)");

    private MarkdownText() {}

    /**
     * Escapes a text.
     *
     * @param text any text
     * @return the text on one line, with a backslash before what could be markup, and a part of what could be a link or a mention as code
     */
    public static String of(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : PlainText.of(text).toCharArray()) {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return NUMBERED.matcher(LINKED.matcher(escaped).replaceAll(UNLINKED)).replaceAll("`#`");
    }

    /**
     * A text that is to be copied, outside a table.
     *
     * @param text any text
     * @return the text on one line as code, in which viewers look for neither markup nor links
     */
    public static String code(String text) {
        String plain = PlainText.of(text);
        String fence = "`";
        while (plain.contains(fence)) {
            fence += "`";
        }
        return plain.isEmpty() ? "" : fence + " " + plain + " " + fence;
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
