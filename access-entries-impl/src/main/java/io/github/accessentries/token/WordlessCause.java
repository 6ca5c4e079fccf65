package io.github.accessentries.token;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies an exception of an HTTP client with its types and stack traces but without messages: clients quote the URL in
 * them, which is a credential here.
 */
final class WordlessCause extends IOException {

    private static final long serialVersionUID = 1L;
    static final int MAX_DEPTH = 8;

    private WordlessCause(Throwable original, int depth) {
        super(original.getClass().getName(), of(original.getCause(), depth + 1));
        setStackTrace(original.getStackTrace());
    }

    static @Nullable WordlessCause of(Throwable original) {
        return of(original, 0);
    }

    private static @Nullable WordlessCause of(@Nullable Throwable original, int depth) {
        return original == null || depth >= MAX_DEPTH ? null : new WordlessCause(original, depth);
    }

    /**
     * The types from the outermost exception to the root cause, for a message: the root cause often explains the
     * failure.
     */
    static String names(Throwable original) {
        return Stream.iterate(original, Objects::nonNull, Throwable::getCause)
                .limit(MAX_DEPTH)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining(", caused by "));
    }
}
