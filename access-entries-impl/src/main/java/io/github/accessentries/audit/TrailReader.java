package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.audit.JsonMembers.UnreadableRecord;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.text.PlainText;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Gathers records of CloudTrail: the files that it delivers ({@code {"Records": […]}}, packed by gzip or not), records one
 * after the other such as JSON lines, and what {@code aws cloudtrail lookup-events} prints. {@link CloudTrailLookup} adds the
 * records of the last ninety days without files.
 *
 * <pre>{@code
 * AccessTimeline timeline =
 *         TrailReader.create().directory(Path.of("AWSLogs")).timeline();
 * }</pre>
 *
 * <p>Records about other things are counted and passed by; broken ones are told with their place and do not stop the others.
 * At most one record is held as text, so files may be large: 256 million characters once unpacked, a million per record.
 * Reads at once, and blocks while it does. Not thread-safe.
 */
public final class TrailReader {

    private static final List<String> ENDINGS =
            List.of(".json", ".json.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz");

    /** CloudTrail keeps the files that prove its files beside them. */
    private static final String DIGEST = "CloudTrail-Digest";

    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private final TrailContents contents = new TrailContents();

    private TrailReader() {}

    /**
     * Starts without records.
     *
     * @return a new reader
     */
    @CheckReturnValue
    public static TrailReader create() {
        return new TrailReader();
    }

    /**
     * Reads a file.
     *
     * @param file the file, packed or not
     * @return this reader
     * @throws IOException if the file cannot be read at all; what is wrong within it becomes a fault of the timeline
     */
    @CanIgnoreReturnValue
    public TrailReader file(Path file) throws IOException {
        requireNonNull(file, "file");
        try (InputStream bytes = Files.newInputStream(file)) {
            return stream(file.toString(), bytes);
        }
    }

    /**
     * Reads the files in a directory and the directories in it, in the order of their names: those whose names end in {@code
     * .json}, {@code .jsonl} or {@code .ndjson}, or in these and {@code .gz}. Other files are told as faults, but for the
     * digests of CloudTrail. Links are not followed.
     *
     * @param directory the directory
     * @return this reader
     * @throws IOException if the directory or a file cannot be read at all
     */
    @CanIgnoreReturnValue
    public TrailReader directory(Path directory) throws IOException {
        requireNonNull(directory, "directory");
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) found.filter(Files::isRegularFile).sorted()::iterator) {
                String name = each.getFileName().toString().toLowerCase(Locale.ROOT);
                if (ENDINGS.stream().noneMatch(name::endsWith)) {
                    contents.fault(each.toString(), "was not read, since its name ends in none of " + ENDINGS);
                } else if (!directory.relativize(each).toString().contains(DIGEST)) {
                    file(each);
                }
            }
        }
        return this;
    }

    /**
     * Reads a stream to its end, and leaves it open.
     *
     * @param name what to call it in places
     * @param bytes the records, packed by gzip or not, in UTF-8
     * @return this reader
     * @throws IOException if the stream fails; what is wrong with its contents becomes a fault of the timeline
     */
    @CanIgnoreReturnValue
    public TrailReader stream(String name, InputStream bytes) throws IOException {
        requireNonNull(name, "name");
        InputStream buffered = new BufferedInputStream(requireNonNull(bytes, "bytes"));
        try {
            scan(name, new InputStreamReader(unpacked(buffered), StandardCharsets.UTF_8));
        } catch (ZipException | EOFException e) {
            contents.fault(name, "is packed by gzip, and broken: the rest was not read");
        }
        return this;
    }

    /**
     * Reads a text, for example a record that came over a queue.
     *
     * @param name what to call it in places
     * @param json the records
     * @return this reader
     */
    @CanIgnoreReturnValue
    public TrailReader text(String name, String json) {
        requireNonNull(name, "name");
        try {
            scan(name, new StringReader(requireNonNull(json, "json")));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory cannot fail", e);
        }
        return this;
    }

    /**
     * States from when to when the records are complete for the clusters in question, so that what has no record in that time
     * is known to have none. Without it, the time from the first to the last record is taken, and nobody knows of files that
     * are missing.
     *
     * @param from the first moment
     * @param to the last moment
     * @return this reader
     * @throws IllegalArgumentException if it ends before it begins
     */
    @CanIgnoreReturnValue
    public TrailReader covering(Instant from, Instant to) {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("The records cannot be complete from " + from + " to " + to
                    + ", which is before; give the earlier moment first");
        }
        contents.covering(from, to);
        return this;
    }

    /**
     * The changes of access in what was read.
     *
     * @return a timeline, which does not change when more is read
     */
    @CheckReturnValue
    public AccessTimeline timeline() {
        return contents.timeline();
    }

    void fault(String place, String reason) {
        contents.fault(place, reason);
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean packed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        return packed ? new GZIPInputStream(bytes) : bytes;
    }

    private void scan(String name, Reader text) throws IOException {
        new RecordScanner(
                        DocumentLimits.CLOUDTRAIL_RECORD.maxCharacters(),
                        DocumentLimits.CLOUDTRAIL_FILE.maxCharacters(),
                        (where, json) -> parsed(name + ", " + where, json),
                        (where, reason) -> contents.fault(name + ", " + where, reason))
                .scan(text);
    }

    private void parsed(String place, String json) {
        JsonElement value;
        try {
            value = StrictJson.parse(json, DocumentLimits.CLOUDTRAIL_RECORD);
        } catch (IOException e) {
            contents.fault(place, "it is not JSON, nested too deeply, or has a name twice");
            return;
        }
        records(place, value);
    }

    /** A record, or what wraps records: a list under a name, or what LookupEvents answers. */
    private void records(String place, JsonElement value) {
        JsonObject object = value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
        for (String list : List.of("Records", "Events")) {
            if (object.has(list) && object.get(list).isJsonArray()) {
                int number = 0;
                for (JsonElement each : object.get(list).getAsJsonArray()) {
                    number++;
                    records(place + ", record " + number, each);
                }
                return;
            }
        }
        JsonElement wrapped = object.get("CloudTrailEvent");
        if (wrapped != null && wrapped.isJsonPrimitive()) {
            parsed(place, wrapped.getAsString());
            return;
        }
        try {
            contents.add(RecordReader.read(value, place));
        } catch (UnreadableRecord e) {
            contents.fault(place, PlainText.of(String.valueOf(e.getMessage())));
        }
    }
}
