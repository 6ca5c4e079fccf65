package io.github.accessentries.internal.client;

/** Whatever should give credentials gave none, or none in time. The message has the profile, the reason and the remedy. */
final class NoCredentialsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NoCredentialsException(String message) {
        super(message);
    }
}
