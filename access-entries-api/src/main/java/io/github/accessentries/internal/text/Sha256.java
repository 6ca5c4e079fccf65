package io.github.accessentries.internal.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests by SHA-256, which every Java platform has. */
public final class Sha256 {

    private Sha256() {}

    /**
     * Begins a digest.
     *
     * @return a digest of nothing yet, which is not thread-safe
     */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "This Java runtime has no SHA-256, which every Java platform must provide", e);
        }
    }

    /**
     * Adds a text unit by unit, so that no two texts are the same to the digest, whatever halves of characters they have.
     *
     * @param digest takes it
     * @param text any text
     */
    public static void add(MessageDigest digest, String text) {
        byte[] units = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            units[2 * i] = (byte) (text.charAt(i) >> Byte.SIZE);
            units[2 * i + 1] = (byte) text.charAt(i);
        }
        digest.update(units);
    }
}
