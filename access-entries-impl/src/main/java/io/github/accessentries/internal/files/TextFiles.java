package io.github.accessentries.internal.files;

import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a place, which is one file, a directory with all that is below it, or an archive: {@code .zip}, {@code .tar},
 * {@code .tar.gz} or {@code .tgz}. At most {@value FileIntake#MOST_FILES} files are read, of 64 MiB each and 256 MiB in all.
 *
 * @param files what was read, sorted by name
 * @param leftOut what was not, sorted by name
 */
public record TextFiles(List<TextFile> files, List<LeftOutFile> leftOut) {

    /** Copies the lists. */
    public TextFiles {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A file that was not read.
     *
     * @param name its path below the place that was read, with slashes
     * @param reason why, with the remedy
     * @param wanted whether it would have been read otherwise; hidden files and those of other names are not wanted
     */
    public record LeftOutFile(String name, String reason, boolean wanted) {

        /**
         * The file as text.
         *
         * @return name and reason, safe to print
         */
        @Override
        public String toString() {
            return PlainText.of(name) + ": " + PlainText.of(reason);
        }
    }

    /**
     * Reads one file, whatever its name. Blocks while it reads.
     *
     * @param file the file
     * @return its text
     * @throws IllegalArgumentException if it is no file, no text, or larger than may be read
     * @throws UncheckedIOException if it cannot be read
     */
    public static TextFile readOne(Path file) {
        FileIntake intake = new FileIntake(file, name -> true);
        try {
            intake.takeAlone(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file + ": " + e.getMessage(), e);
        }
        return only(intake, file.toString());
    }

    /**
     * Reads a stream to its end, as one file. Blocks while it reads.
     *
     * @param in the stream, which is closed
     * @param name what to call it
     * @return its text
     * @throws IllegalArgumentException if it is no text, or larger than may be read
     * @throws UncheckedIOException if it cannot be read
     */
    public static TextFile readOne(InputStream in, String name) {
        FileIntake intake = new FileIntake(Path.of(name), any -> true);
        try {
            intake.take(name, () -> in);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name + ": " + e.getMessage(), e);
        }
        return only(intake, name);
    }

    private static TextFile only(FileIntake intake, String name) {
        intake.leftOut().forEach(left -> {
            throw new IllegalArgumentException(name + " " + left.reason());
        });
        return intake.files().get(0);
    }

    /**
     * Reads all files of a place, whatever their names. Blocks while it reads.
     *
     * @param place a file, directory or archive
     * @return its files
     * @throws IllegalArgumentException if there is nothing at the place, or more than may be read
     * @throws UncheckedIOException if it cannot be read
     */
    public static TextFiles read(Path place) {
        return read(place, name -> true);
    }

    /**
     * Reads those files of a place that have certain names; a place that is one file is read whatever its name. Blocks while it
     * reads.
     *
     * @param place a file, directory or archive
     * @param wanted selects them by their paths below the place
     * @return its files
     * @throws IllegalArgumentException if there is nothing at the place, or more than may be read
     * @throws UncheckedIOException if it cannot be read
     */
    public static TextFiles read(Path place, Predicate<String> wanted) {
        if (!Files.exists(place)) {
            throw new IllegalArgumentException("There is nothing at " + place + "; give a file, directory or archive");
        }
        FileIntake intake = new FileIntake(place, wanted);
        String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(place)) {
                new Folder(place, intake).read();
            } else if (name.endsWith(".zip")) {
                ZipArchive.read(place, intake);
            } else if (Stream.of(".tar", ".tar.gz", ".tgz").anyMatch(name::endsWith)) {
                TarArchive.read(place, !name.endsWith(".tar"), intake);
            } else {
                intake.takeAlone(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + place + ": " + e.getMessage(), e);
        }
        return new TextFiles(
                intake.files().stream()
                        .sorted(Comparator.comparing(TextFile::name))
                        .toList(),
                intake.leftOut().stream()
                        .sorted(Comparator.comparing(LeftOutFile::name))
                        .toList());
    }
}
