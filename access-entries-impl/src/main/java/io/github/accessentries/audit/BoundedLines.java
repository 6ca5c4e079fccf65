package io.github.accessentries.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** The lines of a text, of which those that are too long are passed over without keeping them. Not thread-safe. */
final class BoundedLines {

    private static final int BUFFER = 1 << 16;

    private final InputStream text;
    private final int most;
    private final byte[] buffer = new byte[BUFFER];
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int start;
    private int end;
    private long number;
    private boolean tooLong;

    BoundedLines(InputStream text, int most) {
        this.text = text;
        this.most = most;
    }

    /** Goes to the next line; false if there is none. */
    boolean next() throws IOException {
        if (!fill()) {
            return false;
        }
        number++;
        tooLong = false;
        if (line.size() > BUFFER) {
            // What one long line took is not kept for all the others.
            line = new ByteArrayOutputStream();
        }
        line.reset();
        boolean atEnd;
        do {
            int from = start;
            while (start < end && buffer[start] != '\n') {
                start++;
            }
            keep(from, start);
            atEnd = start < end;
            start += atEnd ? 1 : 0;
        } while (!atEnd && fill());
        return true;
    }

    private void keep(int from, int to) {
        tooLong = tooLong || line.size() + (to - from) > most;
        if (!tooLong) {
            line.write(buffer, from, to - from);
        }
    }

    /** Whether there is another byte. */
    private boolean fill() throws IOException {
        while (start == end) {
            start = 0;
            end = Math.max(0, text.read(buffer, 0, BUFFER));
            if (end == 0) {
                return false;
            }
        }
        return true;
    }

    /** The number of this line, from 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** The bytes of this line without its end. */
    byte[] bytes() {
        return line.toByteArray();
    }

    /** All that is behind this line; nothing more can be read from here then. */
    InputStream rest() {
        ByteArrayInputStream read = new ByteArrayInputStream(buffer, start, end - start);
        return new SequenceInputStream(read, text);
    }
}
