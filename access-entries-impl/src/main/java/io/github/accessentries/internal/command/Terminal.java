package io.github.accessentries.internal.command;

/** The person in front of a command, if there is one. */
public interface Terminal {

    /** {@return whether a person reads what is printed and can answer} */
    boolean isInteractive();

    /**
     * Asks, and blocks for the answer.
     *
     * @param question a question that yes or no answers
     * @return whether the answer is yes
     */
    boolean confirms(String question);
}
