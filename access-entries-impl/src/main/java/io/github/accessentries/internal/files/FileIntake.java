package io.github.accessentries.internal.files;

import io.github.accessentries.internal.files.TextFiles.LeftOutFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes files one after the other, within limits. Not thread-safe. */
final class FileIntake {

    /** A dump of a cluster has two files for each of its entries, of which there are a few thousand at the most. */
    static final int MOST_FILES = 100_000;

    private static final String HIDDEN = "is hidden, so it is not read";

    static final int MOST_BYTES_OF_ONE = 64 << 20;
    static final long MOST_BYTES = 256L << 20;

    private final Path place;
    private final Predicate<String> wanted;
    private final List<TextFile> files = new ArrayList<>();
    private final List<LeftOutFile> leftOut = new ArrayList<>();
    private int count;
    private long bytes;

    FileIntake(Path place, Predicate<String> wanted) {
        this.place = place;
        this.wanted = wanted;
    }

    List<TextFile> files() {
        return files;
    }

    List<LeftOutFile> leftOut() {
        return leftOut;
    }

    /** Opens what a file holds. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** A place that is one file is meant, whatever its name. */
    void takeAlone(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + " is no file that can be read to its end; give a file, directory or archive");
        }
        add(String.valueOf(file.getFileName()), () -> Files.newInputStream(file));
    }

    /** Reads a file, or says why not. */
    void take(String name, Content content) throws IOException {
        count();
        if (leadsOut(name)) {
            leaveOut(name, "its name leads out of the archive, so it is not read");
        } else if (isHidden(name)) {
            leftOut.add(new LeftOutFile(name, HIDDEN, false));
        } else if (!wanted.test(name)) {
            leftOut.add(new LeftOutFile(name, "is not read, since its name is not that of such a file", false));
        } else {
            add(name, content);
        }
    }

    /** Notes a file that cannot be read. */
    void leaveOut(String name, String reason) {
        if (leftOut.size() == MOST_FILES) {
            throw tooMany();
        }
        leftOut.add(new LeftOutFile(name, reason, true));
    }

    /** Notes a hidden directory, whose files are not looked at. */
    void hidden(String name) {
        count();
        leftOut.add(new LeftOutFile(name, HIDDEN, false));
    }

    /** Counts what had to be unpacked without being read. */
    void unpacked(long skipped) {
        bytes += skipped;
        requireBounded();
    }

    private void add(String name, Content content) throws IOException {
        byte[] read;
        try (InputStream in = content.open()) {
            read = in.readNBytes(MOST_BYTES_OF_ONE + 1);
        }
        unpacked(read.length);
        if (read.length > MOST_BYTES_OF_ONE) {
            leaveOut(name, "is larger than " + (MOST_BYTES_OF_ONE >> 20) + " MiB; split it");
            return;
        }
        try {
            files.add(new TextFile(name, TextDecoding.decode(read)));
        } catch (CharacterCodingException e) {
            leaveOut(name, TextDecoding.refusal(read));
        }
    }

    private void count() {
        if (++count > MOST_FILES) {
            throw tooMany();
        }
    }

    private IllegalArgumentException tooMany() {
        return new IllegalArgumentException(
                place + " holds more than " + MOST_FILES + " files; give the directory of the files that are meant");
    }

    private void requireBounded() {
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    place + " holds more than " + (MOST_BYTES >> 20) + " MiB; give only the files that are meant");
        }
    }

    private static boolean isHidden(String name) {
        for (String part : name.split("/", -1)) {
            if (part.startsWith(".") && !part.equals(".") && !part.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsOut(String name) {
        return name.startsWith("/") || List.of(name.split("[/\\\\]", -1)).contains("..");
    }
}
