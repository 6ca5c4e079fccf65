package io.github.accessentries.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/** Percent-encoding as AWS signs it: everything but letters, digits and {@code -._~}, a blank as {@code %20}. */
final class UriText {

    private UriText() {}

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Decodes a part of a path or query, in which a plus sign is a plus sign. */
    static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
    }

    /** Decodes a part of a form, in which a plus sign is a blank. */
    static String decodeForm(String encoded) {
        return URLDecoder.decode(encoded, UTF_8);
    }
}
