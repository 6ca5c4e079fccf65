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
    private boolean endedLine;

    LineByLine(String text) {
        this.text = text;
    }

    /** The line of what was handed out last, from 1. */
    int line() {
        return line;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (next == text.length()) {
            return -1;
        }
        if (endedLine) {
            line++;
            endedLine = false;
        }
        int end = text.indexOf('\n', next);
        int count = Math.min(length, (end < 0 ? text.length() : end + 1) - next);
        text.getChars(next, next + count, buffer, offset);
        next += count;
        endedLine = next - 1 == end;
        return count;
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
