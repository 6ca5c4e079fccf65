package io.github.accessentries.internal.document;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * The characters of a YAML text, one after the other, and where in the text we are. Characters are looked at as late as the
 * cluster's reader does it, so that what stands far behind the first document does no harm there and here.
 */
final class YamlCursor {

    /** So many bytes of UTF-8 the cluster's reader decodes at once. */
    private static final int CHUNK = 512;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int BYTES_OF_THE_MARK = 3;
    private static final int[] NO_SNIPPET = {};

    private final String text;
    private int position;
    private int index;
    private int line;
    private int column;

    private int decodedTo;
    private int decodedCharacters;

    YamlCursor(String text) {
        this.text = text;
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        position = marked ? 1 : 0;
        decodedTo = position;
        decode(marked ? CHUNK - BYTES_OF_THE_MARK : CHUNK);
    }

    Mark mark() {
        // Without the text around, so that no message quotes what may be secret.
        return new Mark("text", index, line, column, NO_SNIPPET, 0);
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** How many characters have been passed. */
    int index() {
        return index;
    }

    /** The next character, or the first half of it; NUL, which no text can hold, at the end. */
    char peek() {
        return peek(0);
    }

    /** The character after some that are each one {@code char} long. */
    char peek(int ahead) {
        while (decodedCharacters <= index + ahead && decodedTo < text.length()) {
            decode(CHUNK);
        }
        int at = position + ahead;
        return at < text.length() ? text.charAt(at) : '\0';
    }

    boolean startsWith(String indicator) {
        for (int i = 0; i < indicator.length(); i++) {
            if (peek(i) != indicator.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes a character that is no line break. */
    void skip() {
        if (position < text.length()) {
            position += Character.charCount(text.codePointAt(position));
            index++;
            column++;
        }
    }

    void skip(int characters) {
        for (int i = 0; i < characters; i++) {
            skip();
        }
    }

    /** Passes a character that is no line break, and keeps it. */
    void readInto(StringBuilder target) {
        peek();
        target.appendCodePoint(text.codePointAt(position));
        skip();
    }

    /** Passes a line break; does nothing at the end of the text. */
    void skipLine() {
        if (!isBreak()) {
            return;
        }
        int characters = peek() == '\r' && peek(1) == '\n' ? 2 : 1;
        position += characters;
        index += characters;
        column = 0;
        line++;
    }

    /** Passes a line break and keeps it: all are line feeds then, but those that part lines and paragraphs. */
    void readLineInto(StringBuilder target) {
        if (isBreak()) {
            char character = peek();
            target.append(character == '\u2028' || character == '\u2029' ? character : '\n');
            skipLine();
        }
    }

    /** Passes a comment, up to the end of its line. */
    void skipComment() {
        if (peek() == '#') {
            while (!isBreakOrEnd()) {
                skip();
            }
        }
    }

    /** Passes spaces and tabs. */
    void skipBlanks() {
        while (isBlank()) {
            skip();
        }
    }

    /** At the end of the text, an unfinished line counts as finished. */
    void endLine() {
        if (column != 0) {
            column = 0;
            line++;
        }
    }

    boolean isByteOrderMark() {
        return peek() == BYTE_ORDER_MARK;
    }

    boolean isEnd() {
        return peek() == '\0';
    }

    boolean isBlank() {
        return isBlank(peek());
    }

    boolean isBreak() {
        return isBreak(peek());
    }

    boolean isBreakOrEnd() {
        return isBreak() || isEnd();
    }

    boolean isBlankOrEnd(int ahead) {
        char character = peek(ahead);
        return isBlank(character) || isBreak(character) || character == '\0';
    }

    /** A letter, digit, underscore or hyphen, of which the names of anchors are made. */
    boolean isWordCharacter() {
        char c = peek();
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }

    /** Whether the line begins with what begins or ends a document. */
    boolean isDocumentIndicator() {
        return column == 0 && (startsWith("---") || startsWith("...")) && isBlankOrEnd(3);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    static boolean isBreak(char character) {
        return switch (character) {
            case '\r', '\n', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private void decode(int bytes) {
        int left = bytes;
        while (decodedTo < text.length()) {
            int character = text.codePointAt(decodedTo);
            left -= utf8Length(character);
            if (left < 0) {
                return;
            }
            if (!isAllowed(character)) {
                throw new ScannerException(null, null, "control characters are not allowed", mark());
            }
            decodedTo += Character.charCount(character);
            decodedCharacters++;
        }
    }

    private static int utf8Length(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    private static boolean isAllowed(int character) {
        return (character >= ' ' && character <= '~')
                || character == '\n'
                || character == '\r'
                || character == '\t'
                || character == 0x85
                || (character >= 0xA0 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
