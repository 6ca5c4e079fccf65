package io.github.accessentries.internal.command;

import io.github.accessentries.internal.files.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command reads. */
final class InputFile {

    private InputFile() {}

    static String read(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    file + " does not exist in " + Path.of("").toAbsolutePath() + "; check its name and the directory");
        }
        return TextFiles.readOne(file).text();
    }
}
