package io.github.accessentries.internal.text;

import java.util.concurrent.CancellationException;

/** What an exception says to whoever reads a report. */
public final class FailureText {

    /** The library's own are known by it, since their classes are above this package. */
    private static final String OWN = "io.github.accessentries.";

    private FailureText() {}

    /**
     * Its message, if that is one for people; else with its class, by which those who wrote it know it.
     *
     * @param failure the exception
     * @return the text, not yet escaped
     */
    public static String of(RuntimeException failure) {
        String message = failure.getMessage();
        boolean isOwn = failure.getClass().getName().startsWith(OWN);
        return message != null && (isOwn || failure instanceof CancellationException) ? message : failure.toString();
    }
}
