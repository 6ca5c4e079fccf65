package io.github.accessentries.internal.command;

import picocli.CommandLine.Option;

/** The consent to a change. */
final class YesOption {

    @Option(names = "--yes", description = "Do not ask before something is changed.")
    private boolean given;

    boolean given() {
        return given;
    }

    /**
     * Makes sure, before anything else is done, that there is somebody to ask.
     *
     * @throws IllegalStateException if nobody can be asked, and the consent was not given
     */
    void requireAnswerable(Terminal terminal) {
        if (!given && !terminal.isInteractive()) {
            throw new IllegalStateException(
                    "Changed nothing, since nobody can be asked without a terminal; give --yes if it is meant");
        }
    }

    /**
     * Asks, unless the consent was given.
     *
     * @throws IllegalStateException if the answer is no
     */
    void require(Terminal terminal, String question) {
        if (!given && !terminal.confirms(question)) {
            throw new IllegalStateException("Changed nothing, since the answer was not yes");
        }
    }
}
