package io.github.accessentries.internal.command;

import io.github.accessentries.internal.client.UserAgent;
import java.util.Set;

/** What {@code --version} tells. By itself, since scripts ask for it often, and the rest takes longer to load than to answer. */
public final class ProgramVersion {

    static final Set<String> OPTIONS = Set.of("-V", "--version");

    private ProgramVersion() {}

    /**
     * Whether nothing else is asked for.
     *
     * @param arguments the command line
     * @return {@code true} if the version is all
     */
    public static boolean isAllOf(String... arguments) {
        return arguments.length == 1 && OPTIONS.contains(arguments[0]);
    }

    /** {@return the program and the version of the library} */
    public static String text() {
        return "access-entries " + UserAgent.VERSION;
    }
}
