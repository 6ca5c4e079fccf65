package io.github.accessentries.internal.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns bytes into text: UTF-8, with or without a byte order mark, or UTF-16 with one, as PowerShell writes it. */
final class TextDecoding {

    private static final int BYTE = 0xFF;

    /** What stands in a decoded text for bytes that are none. */
    private static final char REPLACEMENT = '\uFFFD';

    private TextDecoding() {}

    /**
     * Decodes bytes.
     *
     * @throws CharacterCodingException if they are no text in one of these encodings; nothing is ever replaced
     */
    static String decode(byte[] bytes) throws CharacterCodingException {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        return decode(bytes, 0, StandardCharsets.UTF_8);
    }

    /** No text of people has this character; UTF-16 without its mark is full of it. */
    private static String decode(byte[] bytes, int from, Charset charset) throws CharacterCodingException {
        String text = new String(bytes, from, bytes.length - from, charset);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // The text has it itself, or the bytes are broken. A decoder that tells takes twice the room of the text.
            text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        }
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }

    /** Why bytes are no text, for people. */
    static String refusal(byte[] bytes) {
        boolean isPacked = startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 0x1F, 0x8B);
        return isPacked
                ? "is an archive inside; unpack it"
                : "is no text in UTF-8, nor in UTF-16 with a byte order mark; save it as UTF-8";
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & BYTE) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
