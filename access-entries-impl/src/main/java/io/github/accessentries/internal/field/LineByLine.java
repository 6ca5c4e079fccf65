package io.github.accessentries.internal.field;

import java.io.Reader;

/**
 * Hands out a text in portions that end with a line, so that a reader who asks only for what it needs, as Gson's does, stands on
 * the last line that it was given.
 */
final class LineByLine extends Reader {

    private final String text;
    private int next;
    private int line = 1;

    /** Behind the line feed of the line that is being handed out; looked for once, since the whole text may be one line. */
    private int endOfLine;

    LineByLine(String text) {
        this.text = text;
        this.endOfLine = endOfLine();
    }

    /** The line of what was handed out last, from 1. */
    int line() {
        return line;
    }

    private int endOfLine() {
        int feed = text.indexOf('\n', next);
        return feed < 0 ? text.length() : feed + 1;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (next == text.length()) {
            return -1;
        }
        if (next == endOfLine) {
            line++;
            endOfLine = endOfLine();
        }
        int count = Math.min(length, endOfLine - next);
        text.getChars(next, next + count, buffer, offset);
        next += count;
        return count;
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
