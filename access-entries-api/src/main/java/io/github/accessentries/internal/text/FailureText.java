package io.github.accessentries.internal.text;

import io.github.accessentries.AccessEntriesException;
import java.util.concurrent.CancellationException;

/** What an exception says to whoever reads a report. */
public final class FailureText {

    private FailureText() {}

    /**
     * Its message, if that is one for people; else with its class, by which those who wrote it know it.
     *
     * @param failure the exception
     * @return the text, not yet escaped
     */
    public static String of(RuntimeException failure) {
        String message = failure.getMessage();
        return message != null
                        && (failure instanceof AccessEntriesException || failure instanceof CancellationException)
                ? message
                : failure.toString();
    }
}
