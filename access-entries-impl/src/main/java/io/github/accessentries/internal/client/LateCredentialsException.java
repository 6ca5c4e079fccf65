package io.github.accessentries.internal.client;

/** Credentials did not come for as long as somebody waits for them. Whatever gives them may be at it still. */
final class LateCredentialsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    LateCredentialsException(String message) {
        super(message);
    }
}
