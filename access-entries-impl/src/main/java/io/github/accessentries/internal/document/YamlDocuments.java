package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts a text at its document markers, so that each document can be read by itself. A byte order mark begins a document too: it is
 * what is left where files were put behind one another.
 */
public final class YamlDocuments {

    /** More than anybody appends to one another, and each takes a reader of its own. */
    static final int MOST = 100_000;

    private static final String START = "---";
    private static final String END = "...";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlDocuments() {}

    /**
     * One of them.
     *
     * @param text its text, with the marker before it
     * @param line the line of the whole text on which it begins, from 1
     */
    public record Part(String text, int line) {

        /**
         * What is in the document, without the marker before it.
         *
         * @return what may be JSON
         */
        public String content() {
            return isMarker(text, 0, START) ? text.substring(START.length()) : text;
        }
    }

    /**
     * Parts a text. A marker is at the beginning of a line in every YAML text, whatever the line is part of.
     *
     * @param text any number of documents
     * @return each in their order; what holds only blanks, comments and directives is none; of too many, the first and one more, so
     *     that whoever reads them can tell that the rest is missing
     */
    public static List<Part> of(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        int startLine = 1;
        int number = 1;
        for (int line = 0; line < text.length() && parts.size() <= MOST; line = next(text, line), number++) {
            int begin = line;
            while (begin < text.length() && text.charAt(begin) == BYTE_ORDER_MARK) {
                begin++;
            }
            boolean starts = isMarker(text, begin, START);
            boolean ends = !starts && isMarker(text, begin, END);
            if (starts || ends || begin > line) {
                add(text.substring(start, line), startLine, parts);
                start = ends ? next(text, line) : begin;
                startLine = ends ? number + 1 : number;
            }
        }
        if (parts.size() <= MOST) {
            add(text.substring(start), startLine, parts);
        }
        return parts;
    }

    private static int next(String text, int line) {
        int end = text.indexOf('\n', line);
        return end < 0 ? text.length() : end + 1;
    }

    private static boolean isMarker(String text, int at, String marker) {
        int after = at + marker.length();
        return text.startsWith(marker, at) && (after == text.length() || Character.isWhitespace(text.charAt(after)));
    }

    private static void add(String document, int line, List<Part> parts) {
        boolean isEmpty = document.lines()
                .map(String::strip)
                .allMatch(text -> text.isEmpty() || text.equals(START) || text.startsWith("#") || text.startsWith("%"));
        if (!isEmpty) {
            parts.add(new Part(document, line));
        }
    }
}
