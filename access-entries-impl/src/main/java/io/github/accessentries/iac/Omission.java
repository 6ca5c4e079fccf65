package io.github.accessentries.iac;

/**
 * Something that one form of describing access can say and another cannot, or that cannot be known without the tool that
 * the document is for. Immutable.
 *
 * @param place where it stands, for people: a line and a path, or a principal
 * @param reason why it was left out, in a sentence
 */
public record Omission(String place, String reason) {

    /**
     * The omission in words.
     *
     * @return place and reason
     */
    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
