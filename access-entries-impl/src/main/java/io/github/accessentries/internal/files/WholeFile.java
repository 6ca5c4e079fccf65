package io.github.accessentries.internal.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file as a whole: whoever looks meanwhile, or after a crash, finds all of it, or what was there before. It is on the disk
 * before it gets its name. Only its owner may read it, unless a preparation says otherwise.
 */
public final class WholeFile {

    /** What is done with the complete file before it gets its name. */
    @FunctionalInterface
    public interface Preparation {
        /**
         * Does it.
         *
         * @param draft the complete file, beside its place
         * @throws IOException if it cannot; nothing is written then
         */
        void prepare(Path draft) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes a file in place of the one that is there, if any.
     *
     * @param target where; links are replaced, not followed
     * @param text what it holds
     * @param preparation is done before
     * @throws IOException if it cannot be written; what was there stays
     */
    public static void replace(Path target, String text, Preparation preparation) throws IOException {
        write(target, text, preparation, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes a file that is not there yet.
     *
     * @param target where
     * @param text what it holds
     * @throws java.nio.file.FileAlreadyExistsException if there is something already, which stays
     * @throws IOException if it cannot be written
     */
    public static void create(Path target, String text) throws IOException {
        write(target, text, draft -> {});
    }

    private static void write(Path target, String text, Preparation preparation, CopyOption... options)
            throws IOException {
        Path draft = Files.createTempFile(target.toAbsolutePath().getParent(), ".access-entries", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            preparation.prepare(draft);
            Files.move(draft, target, options);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
