package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.List;

/** Parts a text at its document markers, so that each document can be read by itself. */
public final class YamlDocuments {

    private static final String START = "---";
    private static final String END = "...";

    private YamlDocuments() {}

    /**
     * Parts a text. A marker is at the beginning of a line in every YAML text, whatever the line is part of.
     *
     * @param text any number of documents
     * @return the text of each, in their order; what holds only blanks, comments and directives is none
     */
    public static List<String> of(String text) {
        List<String> documents = new ArrayList<>();
        int start = 0;
        for (int line = 0; line < text.length(); line = next(text, line)) {
            if (isMarker(text, line, START)) {
                add(text.substring(start, line), documents);
                start = line;
            } else if (isMarker(text, line, END)) {
                add(text.substring(start, line), documents);
                start = next(text, line);
            }
        }
        add(text.substring(start), documents);
        return documents;
    }

    /**
     * What is in a document, without the marker before it.
     *
     * @param document a document, as {@link #of} gives it
     * @return what may be JSON
     */
    public static String withoutMarker(String document) {
        return isMarker(document, 0, START) ? document.substring(START.length()) : document;
    }

    private static int next(String text, int line) {
        int end = text.indexOf('\n', line);
        return end < 0 ? text.length() : end + 1;
    }

    private static boolean isMarker(String text, int at, String marker) {
        int after = at + marker.length();
        return text.startsWith(marker, at) && (after == text.length() || Character.isWhitespace(text.charAt(after)));
    }

    private static void add(String document, List<String> documents) {
        boolean isEmpty = document.lines()
                .map(String::strip)
                .allMatch(line -> line.isEmpty() || line.equals(START) || line.startsWith("#") || line.startsWith("%"));
        if (!isEmpty) {
            documents.add(document);
        }
    }
}
