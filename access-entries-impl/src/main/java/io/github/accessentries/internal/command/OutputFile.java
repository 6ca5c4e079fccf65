package io.github.accessentries.internal.command;

import io.github.accessentries.internal.files.ReplacedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes, whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    static void write(Path file, String text) {
        try {
            Path target = ReplacedFile.behindLinks(file);
            if (Files.isRegularFile(target)) {
                ReplacedFile.write(target, text);
            } else {
                writeNew(target, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not write " + file + "; name a file in a directory that can be written", e);
        }
    }

    /** As the process makes its files, so that others may read a report; or into a device or a pipe, which stay what they are. */
    private static void writeNew(Path target, String text) throws IOException {
        boolean isThere = Files.exists(target);
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            if (!isThere) {
                Files.deleteIfExists(target);
            }
            throw e;
        }
    }
}
