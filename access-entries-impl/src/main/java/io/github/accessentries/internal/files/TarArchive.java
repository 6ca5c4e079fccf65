package io.github.accessentries.internal.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@code .tar}, packed or not, in the forms that GNU tar and bsdtar write: ustar, with the long names of GNU or
 * those of pax. The JDK has no reader of it. Nothing of it is ever written anywhere.
 */
final class TarArchive {

    private static final int BLOCK = 512;
    private static final int MOST_BYTES_OF_A_NAME = 1 << 16;
    private static final int OCTAL = 8;

    /** No system has longer paths. */
    private static final int LONGEST_NAME = 4_096;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private final InputStream in;
    private final FileIntake intake;

    /** What the next header says in place of its own fields. */
    private @Nullable String longName;

    private Optional<Long> longSize = Optional.empty();

    /** What stands in the archive is then not what the file holds. */
    private boolean hasHoles;

    private TarArchive(InputStream in, FileIntake intake) {
        this.in = in;
        this.intake = intake;
    }

    static void read(Path archive, boolean isPacked, FileIntake intake) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                InputStream in = new BufferedInputStream(isPacked ? new GZIPInputStream(file) : file)) {
            new TarArchive(in, intake).read();
        }
    }

    private void read() throws IOException {
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isEmpty(header)) {
                return;
            }
            if (header.length < BLOCK) {
                throw new EOFException("the archive ends within a header; pack it anew");
            }
            requireChecksum(header);
            intake.unpacked(BLOCK);
            readOne(header);
        }
    }

    private void readOne(byte[] header) throws IOException {
        long size = longSize.isPresent() ? longSize.get() : number(header, SIZE, SIZE_LENGTH);
        if (size < 0) {
            throw new IOException("the archive tells no size of one of its files; pack it anew");
        }
        String name = longName == null ? name(header) : longName;
        switch (header[TYPE]) {
            case 'L' -> longName = ofAnyFile(untilZero(content(size)));
            case 'x' -> readExtension(content(size));
            case 0, '0', '7' -> {
                if (hasHoles) {
                    intake.leaveOut(name, "is stored without its holes, which is not read; pack it without --sparse");
                    skip(size);
                } else {
                    take(name, size);
                }
                forgetExtension();
            }
            case '1', '2' -> {
                intake.leaveOut(name, "is a link, so it is not read; pack the file itself");
                forgetExtension();
            }
            // Of the next header's link, and of the whole archive.
            case 'K', 'g' -> skip(size);
            default -> {
                if (header[TYPE] != '5') {
                    intake.leaveOut(name, "is no file that can be read to its end");
                }
                skip(size);
                forgetExtension();
            }
        }
        skipAll((BLOCK - size % BLOCK) % BLOCK);
    }

    private void forgetExtension() {
        longName = null;
        hasHoles = false;
        longSize = Optional.empty();
    }

    private void take(String name, long size) throws IOException {
        long kept = Math.min(size, FileIntake.MOST_BYTES_OF_ONE + 1L);
        byte[] content = in.readNBytes((int) kept);
        if (content.length < kept) {
            throw new EOFException("the archive ends within a file; pack it anew");
        }
        intake.take(name, () -> new ByteArrayInputStream(content));
        skip(size - kept);
    }

    /** Lines of pax: length, a blank, key, an equals sign, value, a line feed. */
    private void readExtension(byte[] content) throws IOException {
        int at = 0;
        while (at < content.length && content[at] != 0) {
            int blank = at;
            while (blank < content.length && content[blank] != ' ') {
                blank++;
            }
            int end = at + (int) decimal(new String(content, at, blank - at, UTF_8));
            // At least the blank and the line feed.
            if (end < blank + 2 || end > content.length) {
                throw new IOException("an extended header of the archive is broken; pack it anew");
            }
            String line = new String(content, blank + 1, end - blank - 2, UTF_8);
            if (line.startsWith("path=")) {
                longName = ofAnyFile(line.substring("path=".length()));
            } else if (line.startsWith("GNU.sparse.")) {
                hasHoles = true;
            } else if (line.startsWith("size=")) {
                longSize = Optional.of(decimal(line.substring("size=".length())));
            }
            at = end;
        }
    }

    private static String ofAnyFile(String name) throws IOException {
        if (name.length() > LONGEST_NAME) {
            throw new IOException("a name in the archive is longer than " + LONGEST_NAME + " characters; pack it anew");
        }
        return name;
    }

    private static long decimal(String digits) throws IOException {
        if (!digits.matches("\\d{1,15}")) {
            throw new IOException("an extended header of the archive is broken; pack it anew");
        }
        return Long.parseLong(digits);
    }

    private byte[] content(long size) throws IOException {
        if (size > MOST_BYTES_OF_A_NAME) {
            throw new IOException(
                    "a header of the archive is longer than " + MOST_BYTES_OF_A_NAME + " bytes; pack it anew");
        }
        intake.unpacked(size);
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException("the archive ends within a header; pack it anew");
        }
        return content;
    }

    /** In steps, so that what is packed cannot unfold without end. */
    private void skip(long size) throws IOException {
        for (long rest = size; rest > 0; rest -= FileIntake.MOST_BYTES_OF_ONE) {
            long step = Math.min(rest, FileIntake.MOST_BYTES_OF_ONE);
            intake.unpacked(step);
            skipAll(step);
        }
    }

    private void skipAll(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw new EOFException("the archive ends within a file; pack it anew");
        }
    }

    private static String name(byte[] header) {
        String name = untilZero(Arrays.copyOfRange(header, NAME, NAME + NAME_LENGTH));
        boolean isUstar = new String(header, MAGIC, 5, UTF_8).equals("ustar") && header[MAGIC + 5] == 0;
        String prefix = isUstar ? untilZero(Arrays.copyOfRange(header, PREFIX, PREFIX + PREFIX_LENGTH)) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String untilZero(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, UTF_8);
    }

    /** An octal number between blanks; -1 if it is none. Larger ones, in base 256, are beyond what is read anyway. */
    private static long number(byte[] header, int from, int length) {
        String digits =
                untilZero(Arrays.copyOfRange(header, from, from + length)).strip();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, OCTAL) : -1;
    }

    private static boolean isEmpty(byte[] header) {
        for (byte each : header) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireChecksum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean ofChecksum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            sum += ofChecksum ? ' ' : header[i] & 0xFF;
        }
        if (sum != number(header, CHECKSUM, CHECKSUM_LENGTH)) {
            throw new IOException("it is no tar archive, or a broken one; pack it anew");
        }
    }
}
