package io.github.accessentries.internal.client;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;

/** Whatever should give credentials gave none, or none in time. The message has the profile, the reason and the remedy. */
final class NoCredentialsException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    NoCredentialsException(String message) {
        super(message, ErrorContext.builder().build(), null);
    }
}
