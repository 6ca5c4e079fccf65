package io.github.accessentries.report;

import com.google.gson.stream.JsonReader;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The checksum of a JSON value: of what it says, so that neither blanks nor the order of the members of an object count. A plan has many
 * values, so nothing is made for each but what the reader makes, and no object is sorted: its checksum is the sum of those of its
 * members. Not thread-safe.
 */
final class ContentChecksum {

    private static final int MOST_LEVELS = DocumentLimits.STORED_RESULT.maxDepth();

    /** What is digested at once: a value, a member of an object in it, a member of an object in that. */
    private final List<Level> levels = new ArrayList<>();

    /** Of the next value, whatever it is. */
    String of(JsonReader reader) throws IOException {
        Level level = level(0);
        add(reader, level, 0);
        return HexFormat.of().formatHex(level.finish());
    }

    private Level level(int depth) {
        if (depth == levels.size()) {
            levels.add(new Level());
        }
        return levels.get(depth);
    }

    /** Adds the next value, each token with its kind and its length, so that no two values are the same to the digest. */
    private void add(JsonReader reader, Level level, int depth) throws IOException {
        if (depth > MOST_LEVELS) {
            throw new IOException("the text is deeper than " + MOST_LEVELS + " levels");
        }
        level(depth);
        switch (reader.peek()) {
            case BEGIN_OBJECT -> addObject(reader, level, depth + 1);
            case BEGIN_ARRAY -> {
                reader.beginArray();
                level.add('[');
                while (reader.hasNext()) {
                    add(reader, level, depth + 1);
                }
                level.add(']');
                reader.endArray();
            }
            case STRING -> level.add('s', reader.nextString());
            case NUMBER -> level.add('d', reader.nextString());
            case BOOLEAN -> level.add('b', String.valueOf(reader.nextBoolean()));
            case NULL -> {
                reader.nextNull();
                level.add('0');
            }
            case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT -> throw new IOException("the text ends within a value");
        }
    }

    private void addObject(JsonReader reader, Level level, int depth) throws IOException {
        Level members = level(depth);
        members.clearSum();
        reader.beginObject();
        while (reader.hasNext()) {
            members.add('n', reader.nextName());
            add(reader, members, depth);
            members.addToSum();
        }
        reader.endObject();
        level.add('{', members.sum);
    }

    /** A digest in the making, and the sum of those that were made for the members of one object. */
    private static final class Level {

        private static final int ROOM = 4096;

        private final MessageDigest digest = Sha256.begin();
        private final ByteBuffer units = ByteBuffer.allocate(ROOM);
        private final byte[] finished = new byte[digest.getDigestLength()];
        private final byte[] sum = new byte[finished.length];

        void clearSum() {
            Arrays.fill(sum, (byte) 0);
        }

        void addToSum() {
            byte[] member = finish();
            int carry = 0;
            for (int i = sum.length - 1; i >= 0; i--) {
                carry += Byte.toUnsignedInt(sum[i]) + Byte.toUnsignedInt(member[i]);
                sum[i] = (byte) carry;
                carry >>= Byte.SIZE;
            }
        }

        /** Ends the digest and begins the next. */
        byte[] finish() {
            flush();
            try {
                digest.digest(finished, 0, finished.length);
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-256 does not fit into " + finished.length + " bytes", e);
            }
            return finished;
        }

        void add(char kind, String text) {
            add(kind);
            add((char) (text.length() >> Character.SIZE));
            add((char) text.length());
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        void add(char kind, byte[] bytes) {
            add(kind);
            flush();
            digest.update(bytes);
        }

        void add(char unit) {
            if (units.remaining() < Character.BYTES) {
                flush();
            }
            units.putChar(unit);
        }

        private void flush() {
            digest.update(units.flip());
            units.clear();
        }
    }
}
