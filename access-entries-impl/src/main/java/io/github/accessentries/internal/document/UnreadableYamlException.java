package io.github.accessentries.internal.document;

/** The cluster's reader gets nothing out of a text, or what it gets is not known. */
public final class UnreadableYamlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableYamlException(String problem, int line) {
        super(problem);
        this.line = line;
    }

    /**
     * The line of the problem.
     *
     * @return a number from 1, or 0 if the problem is not of one line
     */
    public int line() {
        return line;
    }

    /**
     * The problem with its place.
     *
     * @param text the name of the text
     * @return for example {@code mapRoles, line 3: found unexpected end of stream}
     */
    public String at(String text) {
        return at(text, 1);
    }

    /**
     * The problem with its place in a text of which a part was read.
     *
     * @param text the name of the text
     * @param firstLine the line on which that part begins, from 1
     * @return for example {@code document 2, line 13: found unexpected end of stream}
     */
    public String at(String text, int firstLine) {
        return (line > 0 ? text + ", line " + (line + firstLine - 1) : text) + ": " + getMessage();
    }
}
