package io.github.accessentries.internal.health;

import io.github.accessentries.AccessEntriesException;

/** What an exception may say of itself. */
public final class CauseText {

    private CauseText() {}

    /**
     * An exception in words without secrets: the library's own messages hold none, those of others may.
     *
     * @param cause what was thrown
     * @return its message or its class
     */
    public static String of(RuntimeException cause) {
        return cause instanceof AccessEntriesException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getName();
    }
}
