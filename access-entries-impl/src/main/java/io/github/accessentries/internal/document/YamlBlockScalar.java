package io.github.accessentries.internal.document;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** Scans a text after {@code |} or {@code >}. */
final class YamlBlockScalar {

    private final YamlCursor text;
    private final boolean literal;
    private final int outerIndent;
    private final Mark start;

    private final StringBuilder value = new StringBuilder();
    private final StringBuilder lastBreak = new StringBuilder();
    private final StringBuilder emptyLines = new StringBuilder();
    private char chomping;
    /** Zero until it is known. */
    private int indent;

    YamlBlockScalar(YamlCursor text, boolean literal, int outerIndent) {
        this.text = text;
        this.literal = literal;
        this.outerIndent = outerIndent;
        this.start = text.mark();
    }

    Token scan() {
        text.skip();
        readHeader();
        readEmptyLines();
        boolean indented = false;
        while (text.column() == indent && !text.isEnd()) {
            boolean begins = text.isBlank();
            boolean folds = !literal && !indented && !begins && !lastBreak.isEmpty() && lastBreak.charAt(0) == '\n';
            if (!folds) {
                value.append(lastBreak);
            } else if (emptyLines.isEmpty()) {
                value.append(' ');
            }
            value.append(emptyLines);
            lastBreak.setLength(0);
            emptyLines.setLength(0);
            indented = begins;
            while (!text.isBreakOrEnd()) {
                text.readInto(value);
            }
            text.readLineInto(lastBreak);
            readEmptyLines();
        }
        if (chomping != '-') {
            value.append(lastBreak);
        }
        if (chomping == '+') {
            value.append(emptyLines);
        }
        ScalarStyle style = literal ? ScalarStyle.LITERAL : ScalarStyle.FOLDED;
        return new ScalarToken(value.toString(), false, start, text.mark(), style);
    }

    /** The signs for the end and for the indent come in either order. */
    private void readHeader() {
        readChomping();
        int increment = readIncrement();
        if (chomping == '\0') {
            readChomping();
        }
        text.skipBlanks();
        text.skipComment();
        if (!text.isBreakOrEnd()) {
            throw fault("did not find expected comment or line break");
        }
        text.skipLine();
        if (increment > 0) {
            indent = Math.max(outerIndent, 0) + increment;
        }
    }

    private void readChomping() {
        if (text.peek() == '+' || text.peek() == '-') {
            chomping = text.peek();
            text.skip();
        }
    }

    private int readIncrement() {
        char digit = text.peek();
        if (digit < '0' || digit > '9') {
            return 0;
        }
        if (digit == '0') {
            throw fault("found an indentation indicator equal to 0");
        }
        text.skip();
        return digit - '0';
    }

    /** Reads up to the next line with text; its indent counts for all if none was told. */
    private void readEmptyLines() {
        int deepest = 0;
        while (true) {
            while ((indent == 0 || text.column() < indent) && text.peek() == ' ') {
                text.skip();
            }
            deepest = Math.max(deepest, text.column());
            if ((indent == 0 || text.column() < indent) && text.peek() == '\t') {
                throw fault("found a tab character where an indentation space is expected");
            }
            if (!text.isBreak()) {
                break;
            }
            text.readLineInto(emptyLines);
        }
        if (indent == 0) {
            indent = Math.max(deepest, Math.max(outerIndent + 1, 1));
        }
    }

    private ScannerException fault(String problem) {
        return new ScannerException("while scanning a block scalar", start, problem, text.mark());
    }
}
