package io.github.accessentries.internal.field;

import io.github.accessentries.internal.text.PlainText;

/**
 * What a message quotes of a document, which may have texts of any length and repeat them by aliases and references: as much as
 * somebody reads of it.
 */
public final class Brief {

    private static final int LONGEST_SENTENCE = 4_000;

    private static final int LONGEST_NAME = 200;

    private Brief() {}

    /**
     * A sentence with values from outside in it.
     *
     * @param text the sentence
     * @return its beginning, which nearly always is all of it
     */
    public static String sentence(String text) {
        return beginning(text, LONGEST_SENTENCE);
    }

    /** A name within a path. */
    static String name(String text) {
        return beginning(text, LONGEST_NAME);
    }

    private static String beginning(String text, int longest) {
        String beginning = PlainText.beginning(text, longest);
        int more = text.length() - beginning.length();
        return more == 0 ? text : beginning + "… (and " + more + " more characters)";
    }
}
