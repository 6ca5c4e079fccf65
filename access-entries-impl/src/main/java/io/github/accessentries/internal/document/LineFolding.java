package io.github.accessentries.internal.document;

/** The blanks and line breaks inside a text over several lines, and what becomes of them when the text goes on. */
final class LineFolding {

    private final YamlCursor text;
    private final StringBuilder blanks = new StringBuilder();
    private final StringBuilder firstBreak = new StringBuilder();
    private final StringBuilder moreBreaks = new StringBuilder();
    private boolean crossesLines;

    LineFolding(YamlCursor text) {
        this.text = text;
    }

    boolean crossesLines() {
        return crossesLines;
    }

    /** A line break was written that is none, so that the blanks after it are an indent. */
    void begin() {
        crossesLines = true;
    }

    /** Takes the blank or line break at the cursor. */
    void take() {
        if (text.isBlank()) {
            if (crossesLines) {
                text.skip();
            } else {
                text.readInto(blanks);
            }
        } else if (crossesLines) {
            text.readLineInto(moreBreaks);
        } else {
            blanks.setLength(0);
            text.readLineInto(firstBreak);
            crossesLines = true;
        }
    }

    /** One line feed becomes a space, of several the first is dropped. */
    void joinTo(StringBuilder value) {
        if (!crossesLines) {
            value.append(blanks);
        } else if (firstBreak.isEmpty() || firstBreak.charAt(0) != '\n') {
            value.append(firstBreak).append(moreBreaks);
        } else if (moreBreaks.isEmpty()) {
            value.append(' ');
        } else {
            value.append(moreBreaks);
        }
        blanks.setLength(0);
        firstBreak.setLength(0);
        moreBreaks.setLength(0);
        crossesLines = false;
    }
}
