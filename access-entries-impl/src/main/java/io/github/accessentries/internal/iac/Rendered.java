package io.github.accessentries.internal.iac;

import java.util.List;
import java.util.Map;

/**
 * A document for a tool.
 *
 * @param text the document
 * @param companions files that the tool takes beside it, by name
 * @param leftBehind what it cannot express
 */
public record Rendered(String text, Map<String, String> companions, List<LeftBehind> leftBehind) {

    /**
     * Keeps copies.
     *
     * @param text the document
     * @param companions files that the tool takes beside it, by name
     * @param leftBehind what it cannot express
     */
    public Rendered {
        companions = Map.copyOf(companions);
        leftBehind = List.copyOf(leftBehind);
    }

    /**
     * A document that stands alone.
     *
     * @param text the document
     * @param leftBehind what it cannot express
     */
    public Rendered(String text, List<LeftBehind> leftBehind) {
        this(text, Map.of(), leftBehind);
    }
}
