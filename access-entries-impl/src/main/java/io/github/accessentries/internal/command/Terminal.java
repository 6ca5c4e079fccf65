package io.github.accessentries.internal.command;

/** The person in front of a command, if there is one. */
public interface Terminal {

    /** {@return whether a person can answer, and so reads standard error, wherever results go} */
    boolean isInteractive();

    /** {@return whether a person reads the results, too} */
    boolean showsResults();

    /**
     * Asks, and blocks for the answer.
     *
     * @param question a question that yes or no answers
     * @return whether the answer is yes
     */
    boolean confirms(String question);
}
