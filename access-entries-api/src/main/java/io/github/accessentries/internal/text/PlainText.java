package io.github.accessentries.internal.text;

/** Makes text from outside safe to print. */
public final class PlainText {

    private PlainText() {}

    /**
     * Puts a text on one line, without characters that could move the cursor, change the writing direction or end the
     * line.
     *
     * @param text any text
     * @return the text, with such characters replaced by their Java escapes
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(PlainText::moves)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (moves(character)) {
                plain.append(String.format("\\u%04x", character));
            } else {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString();
    }

    private static boolean moves(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
