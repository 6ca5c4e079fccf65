package io.github.accessentries.internal.text;

/** Text from outside, made harmless. */
public final class PlainText {

    private PlainText() {}

    /**
     * Puts a text on one line, without what could move a cursor, turn the direction of writing or end a row.
     *
     * @param text any text
     * @return the text, with such characters spelled as Java escapes them
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
