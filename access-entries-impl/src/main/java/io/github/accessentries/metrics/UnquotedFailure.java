package io.github.accessentries.metrics;

/** Tells an observation what was thrown, without its words, which end up in traces and may quote a token. */
final class UnquotedFailure extends Exception {

    private static final long serialVersionUID = 1;

    UnquotedFailure(Throwable cause) {
        super(cause.getClass().getName());
        setStackTrace(cause.getStackTrace());
    }
}
