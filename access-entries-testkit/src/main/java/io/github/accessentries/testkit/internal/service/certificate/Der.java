package io.github.accessentries.testkit.internal.service.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** The little of ASN.1's DER that certificates need; the JDK reads it, but offers no way to write it. */
final class Der {

    private static final int BITS = 7;
    private static final int CONTINUES = 0x80;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, joined(parts));
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xFF});
    }

    static byte[] octets(byte[] value) {
        return tagged(0x04, value);
    }

    /** Bits that fill whole bytes, but for some at the end. */
    static byte[] bits(int unused, byte... value) {
        return tagged(0x03, joined(new byte[] {(byte) unused}, value));
    }

    static byte[] text(String value) {
        return tagged(0x0C, value.getBytes(UTF_8));
    }

    /** A time of the years 1950 to 2049, as {@code YYMMDDhhmmssZ}. */
    static byte[] time(String value) {
        return tagged(0x17, value.getBytes(US_ASCII));
    }

    /** An object identifier in dotted form. */
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            writeArc(bytes, Integer.parseInt(arcs[i]));
        }
        return tagged(0x06, bytes.toByteArray());
    }

    private static void writeArc(ByteArrayOutputStream bytes, int arc) {
        int shift = 0;
        while (arc >> shift >= CONTINUES) {
            shift += BITS;
        }
        for (; shift > 0; shift -= BITS) {
            bytes.write(((arc >> shift) & (CONTINUES - 1)) | CONTINUES);
        }
        bytes.write(arc & (CONTINUES - 1));
    }

    /** A value within a tag of the context, which wraps it. */
    static byte[] wrapped(int number, byte[] value) {
        return tagged(0xA0 | number, value);
    }

    /** A value whose own tag is replaced by one of the context. */
    static byte[] replaced(int number, byte[] contents) {
        return tagged(0x80 | number, contents);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] tagged(int tag, byte[] contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(contents.length + 4);
        bytes.write(tag);
        if (contents.length < CONTINUES) {
            bytes.write(contents.length);
        } else {
            byte[] length = BigInteger.valueOf(contents.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            bytes.write(CONTINUES | length.length - from);
            bytes.write(length, from, length.length - from);
        }
        bytes.writeBytes(contents);
        return bytes.toByteArray();
    }
}
