package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.internal.document.DocumentLimits;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads an audit log from beginning to end, and keeps no more of it than a line. A line with a fault costs nothing but
 * itself; a text in which JSON goes over several lines is read as {@link AuditDocument}.
 */
final class AuditLogReader {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** What a line begins with in what CloudWatch Logs exports to S3. */
    private static final Pattern TIME_BEFORE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?\\s+");

    /** How JSON begins that somebody has laid out for people. */
    private static final Pattern LAID_OUT = Pattern.compile("[\\[{\\s]*[\\[{]\\s*");

    private final EventSink sink;
    private final String name;

    /**
     * Starts reading a log.
     *
     * @param name what to call the log in places
     */
    AuditLogReader(EventSink sink, String name) {
        this.sink = sink;
        this.name = name;
    }

    /** Reads a log, compressed or not. */
    void read(InputStream log) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(log, BUFFER);
        bytes.mark(2);
        boolean isCompressed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        readText(isCompressed ? new GZIPInputStream(bytes, BUFFER) : bytes);
    }

    private void readText(InputStream text) throws IOException {
        BoundedLines lines = new BoundedLines(text, DocumentLimits.AUDIT_EVENT.maxCharacters());
        boolean isFirst = true;
        while (lines.next()) {
            String place = name + " line " + lines.number();
            if (lines.isTooLong()) {
                sink.leftOut(
                        LeftOutReason.UNREADABLE,
                        place,
                        "it is longer than " + DocumentLimits.AUDIT_EVENT.maxCharacters() + " bytes");
                isFirst = false;
                continue;
            }
            String line;
            try {
                line = UTF_8.newDecoder().decode(ByteBuffer.wrap(lines.bytes())).toString();
            } catch (CharacterCodingException e) {
                sink.leftOut(LeftOutReason.UNREADABLE, place, "it is not UTF-8");
                isFirst = false;
                continue;
            }
            String content =
                    (lines.number() == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line).strip();
            if (content.isEmpty()) {
                continue;
            }
            if (isFirst && LAID_OUT.matcher(content).matches()) {
                InputStream begun = new ByteArrayInputStream((content + "\n").getBytes(UTF_8));
                new AuditDocument(sink, name, new SequenceInputStream(begun, lines.rest())).read();
                return;
            }
            isFirst = false;
            new AuditEnvelope(sink).openText(withoutTime(content), place);
        }
    }

    private static String withoutTime(String line) {
        return line.startsWith("{") ? line : TIME_BEFORE.matcher(line).replaceFirst("");
    }
}
