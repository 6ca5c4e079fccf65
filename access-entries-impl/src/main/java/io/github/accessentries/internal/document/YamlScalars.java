package io.github.accessentries.internal.document;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** Scans plain and quoted texts; the cursor stands on their first character. */
final class YamlScalars {

    /** What ends a plain text within brackets. */
    private static final String FLOW_INDICATORS = ",?[]{}";

    private static final int HEX = 16;

    private final YamlCursor text;

    YamlScalars(YamlCursor text) {
        this.text = text;
    }

    /**
     * A plain text.
     *
     * @param token the text
     * @param crossesLines whether the cursor stands on another line than the end of the text
     */
    record Plain(Token token, boolean crossesLines) {}

    Plain plain(int indent, boolean inBlock) {
        Mark start = text.mark();
        Mark end = start;
        StringBuilder value = new StringBuilder();
        LineFolding folding = new LineFolding(text);
        while (!text.isDocumentIndicator() && text.peek() != '#') {
            while (!text.isBlankOrEnd(0) && !endsPlain(inBlock)) {
                folding.joinTo(value);
                text.readInto(value);
                end = text.mark();
            }
            if (!text.isBlank() && !text.isBreak()) {
                break;
            }
            while (text.isBlank() || text.isBreak()) {
                if (folding.crossesLines() && text.column() <= indent && text.peek() == '\t') {
                    throw fault("found a tab character that violates indentation", start);
                }
                folding.take();
            }
            if (inBlock && text.column() <= indent) {
                break;
            }
        }
        Token token = new ScalarToken(value.toString(), true, start, end, ScalarStyle.PLAIN);
        return new Plain(token, folding.crossesLines());
    }

    private boolean endsPlain(boolean inBlock) {
        char next = text.peek();
        return next == ':' ? text.isBlankOrEnd(1) : !inBlock && FLOW_INDICATORS.indexOf(next) >= 0;
    }

    Token quoted(boolean single) {
        Mark start = text.mark();
        char quote = single ? '\'' : '"';
        text.skip();
        StringBuilder value = new StringBuilder();
        while (true) {
            if (text.isDocumentIndicator()) {
                throw fault("found unexpected document indicator", start);
            }
            if (text.isEnd()) {
                throw fault("found unexpected end of stream", start);
            }
            LineFolding folding = new LineFolding(text);
            readQuoted(single, value, folding, start);
            if (text.peek() == quote) {
                break;
            }
            while (text.isBlank() || text.isBreak()) {
                folding.take();
            }
            folding.joinTo(value);
        }
        text.skip();
        ScalarStyle style = single ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarToken(value.toString(), false, start, text.mark(), style);
    }

    /** Up to a blank, a line break or the closing quote. */
    private void readQuoted(boolean single, StringBuilder value, LineFolding folding, Mark start) {
        while (!text.isBlankOrEnd(0)) {
            char next = text.peek();
            if (single && next == '\'') {
                if (text.peek(1) != '\'') {
                    return;
                }
                value.append('\'');
                text.skip(2);
            } else if (!single && next == '"') {
                return;
            } else if (!single && next == '\\') {
                if (YamlCursor.isBreak(text.peek(1))) {
                    text.skip();
                    text.skipLine();
                    folding.begin();
                    return;
                }
                readEscape(value, start);
            } else {
                text.readInto(value);
            }
        }
    }

    private void readEscape(StringBuilder value, Mark start) {
        char escape = text.peek(1);
        switch (escape) {
            case '0' -> value.append('\0');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 't', '\t' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'v' -> value.append('\u000B');
            case 'f' -> value.append('\f');
            case 'r' -> value.append('\r');
            case 'e' -> value.append('\u001B');
            case ' ', '"', '\'', '\\' -> value.append(escape);
            case 'N' -> value.append('\u0085');
            case '_' -> value.append('\u00A0');
            case 'L' -> value.append('\u2028');
            case 'P' -> value.append('\u2029');
            case 'x', 'u', 'U' -> value.appendCodePoint(code(codeLength(escape), start));
            default -> throw fault("found unknown escape character", start);
        }
        text.skip(2 + codeLength(escape));
    }

    private static int codeLength(char escape) {
        return switch (escape) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
    }

    /** Halves of characters are refused, so JSON that writes a character as a pair of them is no YAML. */
    private int code(int digits, Mark start) {
        long code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = hexDigit(text.peek(2 + i));
            if (digit < 0) {
                throw fault("did not find expected hexdecimal number", start);
            }
            code = code * HEX + digit;
        }
        if (code > Character.MAX_CODE_POINT || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw fault("found invalid Unicode character escape code", start);
        }
        return (int) code;
    }

    /** Only the digits of ASCII. */
    static int hexDigit(char character) {
        return character < 0x80 ? Character.digit(character, HEX) : -1;
    }

    Token block(boolean literal, int indent) {
        return new YamlBlockScalar(text, literal, indent).scan();
    }

    private ScannerException fault(String problem, Mark start) {
        return new ScannerException("while scanning a scalar", start, problem, text.mark());
    }
}
