package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * The encoding of protobuf below all messages: tags, whole numbers of variable length, and pieces with their length in front.
 * Never reads beyond its piece; everything that is malformed is an {@link IllegalArgumentException} that quotes nothing.
 */
final class WireReader {

    /** The sorts of values that there are on the wire. */
    static final int VARINT = 0;

    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int START_GROUP = 3;
    static final int END_GROUP = 4;
    static final int FIXED32 = 5;

    private static final int MAX_GROUP_DEPTH = 100;
    private static final int WIRE_TYPE_BITS = 3;
    private static final int PAYLOAD_BITS = 7;
    private static final int LONG_BITS = 64;

    private final byte[] bytes;
    private final int end;
    private int position;

    WireReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    boolean hasMore() {
        return position < end;
    }

    /** The number of a field and, in the last three bits, the sort of its value. */
    long tag() {
        long tag = varint();
        if (tag >>> WIRE_TYPE_BITS == 0 || tag >>> Integer.SIZE != 0) {
            throw malformed("has a field with a number that cannot be");
        }
        return tag;
    }

    static int number(long tag) {
        return (int) (tag >>> WIRE_TYPE_BITS);
    }

    static int wireType(long tag) {
        return (int) (tag & ((1 << WIRE_TYPE_BITS) - 1));
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < LONG_BITS; shift += PAYLOAD_BITS) {
            byte next = bytes[advance(1)];
            value |= (long) (next & Byte.MAX_VALUE) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("has a number that does not end");
    }

    double fixed64() {
        int start = advance(Long.BYTES);
        return Double.longBitsToDouble(
                Long.reverseBytes(ByteBuffer.wrap(bytes, start, Long.BYTES).getLong()));
    }

    /** A piece with its length in front. */
    WireReader piece() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw malformed("ends within a field");
        }
        int start = advance((int) length);
        return new WireReader(bytes, start, start + (int) length);
    }

    byte[] rest() {
        return Arrays.copyOfRange(bytes, position, end);
    }

    String text() {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, end - position))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the message has a text that is not UTF-8", e);
        }
    }

    /** Passes over the value of a field that nobody knows. */
    void skip(long tag) {
        skip(tag, 0);
    }

    private void skip(long tag, int depth) {
        switch (wireType(tag)) {
            case VARINT -> varint();
            case FIXED64 -> advance(Long.BYTES);
            case BYTES -> piece();
            case FIXED32 -> advance(Integer.BYTES);
            case START_GROUP -> skipGroup(number(tag), depth + 1);
            default -> throw malformed("has a value of a sort that there is not");
        }
    }

    private void skipGroup(int number, int depth) {
        if (depth > MAX_GROUP_DEPTH) {
            throw malformed("is nested too deeply");
        }
        while (true) {
            long tag = tag();
            if (wireType(tag) == END_GROUP) {
                if (number(tag) != number) {
                    throw malformed("ends a group that it did not begin");
                }
                return;
            }
            skip(tag, depth);
        }
    }

    private int advance(int count) {
        if (count > end - position) {
            throw malformed("ends within a field");
        }
        int start = position;
        position += count;
        return start;
    }

    IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException("the message " + why + ", at byte " + position);
    }
}
