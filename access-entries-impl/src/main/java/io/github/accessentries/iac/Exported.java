package io.github.accessentries.iac;

import java.util.List;

/**
 * A document for an infrastructure tool. Immutable.
 *
 * @param text the document, ready to be written to a file in UTF-8
 * @param omissions what the tool's form has no words for, and the document therefore does not say
 */
public record Exported(String text, List<Omission> omissions) {

    /**
     * Keeps a copy of the omissions.
     *
     * @param text the document
     * @param omissions what the document does not say
     */
    public Exported {
        omissions = List.copyOf(omissions);
    }
}
