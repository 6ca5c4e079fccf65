package io.github.accessentries.audit;

import java.io.IOException;
import java.io.Reader;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Finds the records in a text without holding more than one of them: the elements of a list of records, or objects one after
 * the other, a line each or over several lines. A broken record ends where it can be seen to end, so that the next one is read.
 */
final class RecordScanner {

    /** What a file of CloudTrail, and what the answer to LookupEvents, begins with. */
    private static final Pattern LIST = Pattern.compile("\\{\\s*\"(Records|Events)\"\\s*:\\s*\\[");

    private static final int LONGEST_START = 200;
    private static final int BUFFER = 8192;

    private final int longest;
    private final long most;
    private final BiConsumer<String, String> records;
    private final BiConsumer<String, String> faults;

    private final StringBuilder value = new StringBuilder();
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean tooLong;
    private boolean inList;
    private boolean behindList;
    private boolean skipping;
    private long line = 1;
    private long startLine = 1;
    private long column;
    private long number;

    /**
     * Reads nothing yet.
     *
     * @param longest how many characters a record may have
     * @param most how many characters are read in all
     * @param records takes the place of each record, and its text
     * @param faults takes the place of what is broken, and why
     */
    RecordScanner(int longest, long most, BiConsumer<String, String> records, BiConsumer<String, String> faults) {
        this.longest = longest;
        this.most = most;
        this.records = records;
        this.faults = faults;
    }

    /** Reads to the end, or to the limit. Whatever was found before the reader fails has been passed on. */
    void scan(Reader text) throws IOException {
        char[] buffer = new char[BUFFER];
        long read = 0;
        for (int size = text.read(buffer); size >= 0; size = text.read(buffer)) {
            for (int i = 0; i < size; i++) {
                take(buffer[i]);
            }
            read += size;
            if (read > most) {
                faults.accept("line " + line, "the text is longer than " + most + " characters; the rest was not read");
                return;
            }
        }
        end();
    }

    private void take(char character) {
        if (depth == 0) {
            between(character);
        } else {
            within(character);
        }
        if (character == '\n') {
            line++;
            column = 0;
        } else {
            column++;
        }
    }

    private void between(char character) {
        if (skipping && (character == '\n' || (inList && (character == '{' || character == ']' || character == ',')))) {
            skipping = false;
        }
        if (character == '{' && !skipping) {
            start();
        } else if (character == '[' && !inList && !skipping) {
            inList = true;
        } else if (character == ']' && inList) {
            inList = false;
            behindList = true;
        } else if (!skipping && !isFiller(character)) {
            skipping = true;
            if (!behindList) {
                startLine = line;
                number++;
                faults.accept(place(), "it is no record of CloudTrail");
            }
        }
    }

    /** What may stand between values. */
    private static boolean isFiller(char character) {
        return Character.isWhitespace(character)
                || character == ','
                || character == '}'
                || character == '\uFEFF'
                || character == '\u001E';
    }

    private void start() {
        depth = 1;
        inString = false;
        escaped = false;
        tooLong = false;
        behindList = false;
        startLine = line;
        number++;
        value.setLength(0);
        value.append('{');
    }

    private void within(char character) {
        if (inString) {
            append(character);
            inString(character);
        } else if (character == '{' && column == 0) {
            broken("it does not end before the next one begins");
            start();
        } else {
            append(character);
            structure(character);
        }
    }

    private void inString(char character) {
        if (character == '\n') {
            broken("a text in it does not end");
        } else if (escaped) {
            escaped = false;
        } else if (character == '\\') {
            escaped = true;
        } else if (character == '"') {
            inString = false;
        }
    }

    private void structure(char character) {
        switch (character) {
            case '"' -> inString = true;
            case '{' -> depth++;
            case '[' -> {
                depth++;
                enterList();
            }
            case '}', ']' -> {
                depth--;
                if (depth == 0) {
                    ended();
                }
            }
            default -> {
                // Nothing that opens or closes.
            }
        }
    }

    private void enterList() {
        if (!inList
                && depth == 2
                && value.length() < LONGEST_START
                && LIST.matcher(value).matches()) {
            inList = true;
            depth = 0;
            number = 0;
        }
    }

    private void append(char character) {
        if (value.length() < longest) {
            value.append(character);
        } else {
            tooLong = true;
        }
    }

    private void ended() {
        if (tooLong) {
            faults.accept(place(), "it is longer than " + longest + " characters");
        } else {
            records.accept(place(), value.toString());
        }
    }

    private void broken(String reason) {
        faults.accept(place(), reason);
        depth = 0;
        inString = false;
    }

    private void end() {
        if (depth > 0) {
            faults.accept(place(), "the text ends within it");
        } else if (inList) {
            faults.accept("record " + number, "the text ends behind it, within the list of records");
        }
    }

    private String place() {
        return inList ? "record " + number : "line " + startLine;
    }
}
