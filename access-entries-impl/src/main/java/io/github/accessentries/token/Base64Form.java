package io.github.accessentries.token;

import java.util.Base64;

/** Which texts count as base64url without padding. */
enum Base64Form {

    /** What an encoder writes, so that each URL has exactly one encoding. */
    EXACT {
        @Override
        boolean admits(String encoded, byte[] decoded) {
            // The JDK's decoder also accepts padding and stray bits.
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(decoded)
                    .equals(encoded);
        }
    },

    /** What Go's decoder accepts: line breaks anywhere and stray bits, but no padding. */
    LENIENT {
        @Override
        byte[] decode(String encoded) {
            return super.decode(encoded.replace("\r", "").replace("\n", ""));
        }

        @Override
        boolean admits(String encoded, byte[] decoded) {
            return encoded.indexOf('=') < 0;
        }
    };

    /** @throws IllegalArgumentException if the text is not base64url */
    byte[] decode(String encoded) {
        return Base64.getUrlDecoder().decode(encoded);
    }

    abstract boolean admits(String encoded, byte[] decoded);
}
