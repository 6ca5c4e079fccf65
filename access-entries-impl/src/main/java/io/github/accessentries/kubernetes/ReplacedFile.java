package io.github.accessentries.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Replaces a file as a whole: whoever reads it meanwhile, or after a crash, finds either the old or the new content. */
final class ReplacedFile {

    private static final int MOST_LINKS = 40;

    private ReplacedFile() {}

    /** The file that a path means, which need not exist: where its links lead. */
    static Path behindLinks(Path path) throws IOException {
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
     */
    static void requireNothingElse(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "it is no file but " + (Files.isDirectory(path) ? "a directory" : "a device, pipe or socket")
                            + ", which is neither read nor replaced; name a file");
        }
    }

    /** Writes a file that only its owner may read, whatever file was there before. */
    static void writePrivately(Path target, String text) throws IOException {
        requireNothingElse(target);
        write(target, text, false);
    }

    /** Writes a file with the owner and mode of the one that it replaces; a new one is for its owner alone. */
    static void write(Path target, String text) throws IOException {
        requireNothingElse(target);
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new FileSystemException(target.toString(), null, "it is read-only");
        }
        write(target, text, Files.exists(target));
    }

    private static void write(Path target, String text, boolean likeBefore) throws IOException {
        Path draft = Files.createTempFile(target.getParent(), ".kubeconfig", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (likeBefore) {
                takeOver(target, draft);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
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
