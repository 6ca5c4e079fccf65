package io.github.accessentries.internal.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The name and version of this library, as calls of its own carry it and CloudTrail's records show it. */
public final class UserAgent {

    /** That of the library, for example {@code 1.2.3}. */
    public static final String VERSION = version();

    /** For example {@code access-entries/1.2.3}; known to {@link io.github.accessentries.audit.CallTool}. */
    public static final String TEXT = "access-entries/" + VERSION;

    private UserAgent() {}

    /** From a file that the build fills in: a manifest would be another one in a jar that applications are packed into. */
    private static String version() {
        String name = "version.txt";
        try (InputStream file = requireNonNull(UserAgent.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
