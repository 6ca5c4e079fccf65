package io.github.accessentries.internal.command;

import io.github.accessentries.internal.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes, whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    static void write(Path file, String text) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) { // A device or a pipe stays what it is.
                Files.writeString(file, text);
            } else {
                WholeFile.replace(Files.exists(file) ? file.toRealPath() : file, text, draft -> {});
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not write " + file + "; name a file in a directory that can be written", e);
        }
    }
}
