package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of the library's audit log, as they come out of the logger of the tests, which writes to the standard error: each into a
 * file with the moment, and not shown. Thread-safe until it is closed.
 */
final class SoakAuditLog implements AutoCloseable {

    private static final String LOGGER = "io.github.accessentries.audit";
    private static final String MARK = LOGGER + " - ";
    private static final int INFO = 20;

    /** A line and the moment at which it was written. */
    interface Taker {
        void take(long moment, String line);
    }

    private final Path file;
    private final Writer lines;
    private final PrintStream before = System.err;
    private final int level;

    SoakAuditLog(Path directory) throws IOException {
        this.file = directory.resolve("audit.log.gz");
        this.lines = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8);
        System.setErr(new PrintStream(new Tap(), true, UTF_8));
        this.level = level(INFO);
    }

    /** The logger of the tests reads its levels when it is made, and others may have made it. */
    private static int level(int level) {
        Logger logger = LoggerFactory.getLogger(LOGGER);
        try {
            Field current = logger.getClass().getDeclaredField("currentLogLevel");
            current.setAccessible(true);
            int previous = current.getInt(logger);
            current.setInt(logger, level);
            return previous;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(logger.getClass() + " is not slf4j-simple, of which this knows", e);
        }
    }

    @Override
    public void close() throws IOException {
        int unused = level(level);
        System.setErr(before);
        lines.close();
    }

    /** Gives what was written, in its order, once this is closed. */
    void replay(Taker taker) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int end = line.indexOf(' ');
                taker.take(Long.parseLong(line.substring(0, end)), line.substring(end + 1));
            }
        }
    }

    /** Parts the lines of the audit log from the others. */
    private final class Tap extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int character) throws IOException {
            line.write(character);
            if (character == '\n') {
                end(line.toString(UTF_8));
                line.reset();
            }
        }

        private void end(String whole) throws IOException {
            int mark = whole.indexOf(MARK);
            if (mark < 0) {
                before.print(whole);
            } else {
                lines.write(System.nanoTime() + " " + whole.substring(mark + MARK.length()));
            }
        }
    }
}
