package io.github.accessentries.internal.command;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.List;
import java.util.stream.Stream;

/** A file that was given has faults, of which each is told on a line of its own. */
public final class FaultyFileException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param what which option and file cannot be used, a sentence without its end
     * @param faults what is wrong with it, each with its place
     * @param cause what refused it
     */
    public FaultyFileException(String what, List<String> faults, Throwable cause) {
        super(
                Stream.concat(Stream.of(what + ":"), faults.stream().map(fault -> "- " + fault))
                        .toList(),
                ErrorContext.builder().build(),
                cause);
    }
}
