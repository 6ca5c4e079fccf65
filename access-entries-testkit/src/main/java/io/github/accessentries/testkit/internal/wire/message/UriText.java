package io.github.accessentries.testkit.internal.wire.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Percent-encoding as AWS signs it: everything but letters, digits and {@code -._~}, a blank as {@code %20}. */
public final class UriText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriText() {}

    /** Percent-encodes whatever AWS does. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(2 * text.length());
        encode(text, encoded);
        return encoded.toString();
    }

    /** The same, appended to a longer text. */
    public static void encode(String text, StringBuilder target) {
        for (byte each : text.getBytes(UTF_8)) {
            if (isUnreserved(each)) {
                target.append((char) each);
            } else {
                target.append('%').append(HEX.toHighHexDigit(each)).append(HEX.toLowHexDigit(each));
            }
        }
    }

    private static boolean isUnreserved(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
    }

    /**
     * Decodes a part of a path or query, in which a plus sign is a plus sign.
     *
     * @throws IllegalArgumentException if a percent sign stands before anything but two hexadecimal digits
     */
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
            } else if (i + 2 < bytes.length) {
                decoded.write(HexFormat.fromHexDigit(bytes[++i]) << 4 | HexFormat.fromHexDigit(bytes[++i]));
            } else {
                throw new IllegalArgumentException("A percent sign is not followed by two hexadecimal digits");
            }
        }
        return decoded.toString(UTF_8);
    }

    /** Decodes a part of a form, in which a plus sign is a blank. */
    static String decodeForm(String encoded) {
        return decode(encoded.replace('+', ' '));
    }
}
