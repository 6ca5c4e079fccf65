package io.github.accessentries.testkit.repository;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with the scripts of this repository, and with programs of a test's own in place of some that they run. */
final class ScriptFolder {

    private static final List<String> SECRETS =
            List.of("CENTRAL_USERNAME", "CENTRAL_PASSWORD", "GPG_PASSPHRASE", "GPG_PRIVATE_KEY", "GPG_FINGERPRINT");

    private final Path root;

    /** Copies the scripts. */
    ScriptFolder(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve(".ci"));
        Files.createDirectories(root.resolve("programs"));
        try (Stream<Path> scripts = Files.list(Repository.ROOT.resolve(".ci"))) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, root.resolve(".ci").resolve(script.getFileName()));
            }
        }
    }

    /** Skips a test where a program is not on the path. */
    static void assumeOnPath(String... programs) {
        for (String program : programs) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program + " is not on the path");
        }
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    boolean has(String relative) {
        return Files.exists(path(relative));
    }

    String text(String relative) throws IOException {
        return Files.readString(path(relative));
    }

    /** Writes a file, and the folders above it. */
    void write(String relative, String text) throws IOException {
        Files.createDirectories(path(relative).getParent());
        Files.writeString(path(relative), text);
    }

    /** A program that is found before all others on the path. */
    void program(String name, String bash) throws IOException {
        write("programs/" + name, "#!/usr/bin/env bash\n" + bash);
        if (!path("programs/" + name).toFile().setExecutable(true)) {
            throw new IOException(name + " cannot be made executable");
        }
    }

    /** What a script answers; this waits for its end. */
    Outcome run(Map<String, String> environment, String script, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of("bash", ".ci/" + script), Stream.of(arguments))
                        .toList());
        builder.directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(SECRETS);
        builder.environment().putAll(environment);
        builder.environment().put("HOME", root.toString());
        builder.environment().merge("PATH", "", (path, none) -> root.resolve("programs") + File.pathSeparator + path);
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), text);
        }
    }

    /** The end of a script: its status, and what it printed. */
    record Outcome(int status, String output) {}
}
