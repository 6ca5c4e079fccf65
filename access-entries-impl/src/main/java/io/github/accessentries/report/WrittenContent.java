package io.github.accessentries.report;

import com.google.gson.stream.JsonReader;
import io.github.accessentries.internal.text.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a stored result says, member by member, as checksums in the result itself. Its readers act on few of its members, and
 * people read the others; so one that was edited is noticed, whoever would have believed it. Blanks between members do not count.
 */
final class WrittenContent {

    static final String MEMBER = "content";

    private WrittenContent() {}

    /** The text of a result, with the checksums of its members. */
    static String sealed(String json) {
        return json.substring(0, json.length() - 1)
                + checksums(json, name -> {}).entrySet().stream()
                        .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                        .collect(Collectors.joining(",", ",\"" + MEMBER + "\":{", "}}"));
    }

    /**
     * The checksums of all members but that with the checksums.
     *
     * @param json one object, which is known to be JSON
     * @param repeated takes each name that has been there before. What people see of a name that is there twice depends on their
     *     reader, so no checksum stands for both
     */
    static Map<String, String> checksums(String json, Consumer<String> repeated) {
        Map<String, String> checksums = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (!names.add(name)) {
                    repeated.accept(name);
                }
                if (name.equals(MEMBER)) {
                    reader.skipValue();
                } else {
                    checksums.put(name, new Checksum().of(reader));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read again what was read as JSON", e);
        }
        return checksums;
    }

    /** Of one value. A plan has many, so nothing is made for each but what the reader makes. */
    private static final class Checksum {

        private static final int ROOM = 4096;

        private final MessageDigest digest = Sha256.begin();
        private final ByteBuffer units = ByteBuffer.allocate(ROOM);

        String of(JsonReader reader) throws IOException {
            int depth = 0;
            do {
                depth += add(reader);
            } while (depth > 0);
            digest.update(units.flip());
            return HexFormat.of().formatHex(digest.digest());
        }

        /** Adds the next token, with its kind and its length, so that no two values are the same to the digest. */
        private int add(JsonReader reader) throws IOException {
            switch (reader.peek()) {
                case BEGIN_OBJECT -> {
                    reader.beginObject();
                    return add('{', 1);
                }
                case BEGIN_ARRAY -> {
                    reader.beginArray();
                    return add('[', 1);
                }
                case END_OBJECT -> {
                    reader.endObject();
                    return add('}', -1);
                }
                case END_ARRAY -> {
                    reader.endArray();
                    return add(']', -1);
                }
                case NAME -> add('n', reader.nextName());
                case STRING -> add('s', reader.nextString());
                case NUMBER -> add('d', reader.nextString());
                case BOOLEAN -> add('b', String.valueOf(reader.nextBoolean()));
                case NULL -> {
                    reader.nextNull();
                    add('0');
                }
                case END_DOCUMENT -> throw new IOException("the text ends within a value");
            }
            return 0;
        }

        private int add(char token, int deeper) {
            add(token);
            return deeper;
        }

        private void add(char kind, String text) {
            add(kind);
            add((char) (text.length() >> Character.SIZE));
            add((char) text.length());
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        private void add(char unit) {
            if (units.remaining() < Character.BYTES) {
                digest.update(units.flip());
                units.clear();
            }
            units.putChar(unit);
        }
    }
}
