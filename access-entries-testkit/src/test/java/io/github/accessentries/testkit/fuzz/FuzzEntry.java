package io.github.accessentries.testkit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, with the target that the system property {@code fuzz.target} names. */
public final class FuzzEntry {

    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("fuzz.target"));

    private FuzzEntry() {}

    /** Loads what the target needs, which the time limit for an input does not have to cover. */
    public static void fuzzerInitialize() throws IOException {
        for (Path seed : TARGET.seeds()) {
            TARGET.check(Files.readAllBytes(seed));
        }
    }

    /** Both have the names that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }
}
