package io.github.accessentries.internal.iac.manifest;

/** What a placeholder comes to. */
sealed interface ShellExpansion {

    /**
     * It is filled in.
     *
     * @param text with what
     */
    record Known(String text) implements ShellExpansion {}

    /**
     * A value has to be given.
     *
     * @param name for which name, and for which others instead
     */
    record Missing(String name) implements ShellExpansion {}

    /**
     * No value that is given helps.
     *
     * @param reason why, in a sentence without its subject
     */
    record Unknowable(String reason) implements ShellExpansion {

        /** What tools do not agree about, or what has to be run. */
        static Unknowable of(String written) {
            return new Unknowable("only the shell knows what " + written + " stands for; fill it in before it is read");
        }
    }
}
