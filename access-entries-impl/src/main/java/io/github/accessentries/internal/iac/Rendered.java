package io.github.accessentries.internal.iac;

import java.util.List;

/**
 * A document for a tool.
 *
 * @param text the document
 * @param leftBehind what it cannot express
 */
public record Rendered(String text, List<LeftBehind> leftBehind) {

    /**
     * Keeps a copy.
     *
     * @param text the document
     * @param leftBehind what it cannot express
     */
    public Rendered {
        leftBehind = List.copyOf(leftBehind);
    }
}
