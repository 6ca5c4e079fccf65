package io.github.accessentries.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Which files are replaced, and what the new one keeps of the old. */
public final class ReplacedFile {

    private static final int MOST_LINKS = 40;

    private ReplacedFile() {}

    /**
     * {@return the file that a path means, which need not exist: where its links lead}
     *
     * @param path the path
     * @throws IOException if the links lead around in a circle
     */
    public static Path behindLinks(Path path) throws IOException {
        Path place = path.toAbsolutePath();
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(place); i++) {
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        if (Files.isSymbolicLink(place)) {
            throw new FileSystemException(path.toString(), null, "its links lead around in a circle");
        }
        return place;
    }

    /**
     * Refuses a directory, and a device, pipe or socket, which would end as a file, or be waited for without end. Asked before
     * anything is opened.
     *
     * @param path the path
     * @throws IOException if it is one of these
     */
    public static void requireNothingElse(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "it is no file but " + (Files.isDirectory(path) ? "a directory" : "a device, pipe or socket")
                            + ", which is neither read nor replaced; name a file");
        }
    }

    /**
     * Writes a file that only its owner may read, whatever file was there before.
     *
     * @param target where
     * @param text what it holds
     * @throws IOException if it cannot; what was there stays
     */
    public static void writePrivately(Path target, String text) throws IOException {
        requireNothingElse(target);
        WholeFile.replace(target, text, draft -> {});
    }

    /**
     * Writes a file with the owner and mode of the one that it replaces; a new one is for its owner alone.
     *
     * @param target where
     * @param text what it holds
     * @throws IOException if it cannot; what was there stays
     */
    public static void write(Path target, String text) throws IOException {
        requireNothingElse(target);
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new FileSystemException(target.toString(), null, "it is read-only");
        }
        boolean isThere = Files.exists(target);
        WholeFile.replace(target, text, draft -> {
            if (isThere) {
                takeOver(target, draft);
            }
        });
    }

    private static void takeOver(Path target, Path draft) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        PosixFileAttributeView made = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (old == null || made == null) {
            return;
        }
        PosixFileAttributes before = old.readAttributes();
        PosixFileAttributes now = made.readAttributes();
        if (!before.owner().equals(now.owner())) {
            made.setOwner(before.owner());
        }
        if (!before.group().equals(now.group())) {
            made.setGroup(before.group());
        }
        made.setPermissions(before.permissions());
    }
}
