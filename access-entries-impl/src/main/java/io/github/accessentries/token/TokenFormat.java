package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.accessentries.authn.RejectionReason;
import java.util.Base64;

/** The text of a token: a prefix and a URL in base64url without padding. */
final class TokenFormat {

    private static final String PREFIX = "k8s-aws-v1.";
    private static final int MAX_LENGTH = 4096;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private TokenFormat() {}

    static String encode(String url) {
        return PREFIX + ENCODER.encodeToString(url.getBytes(ISO_8859_1));
    }

    /** The URL, one character for each byte: what is not ASCII stays recognisable and can never turn into ASCII. */
    static String decode(String token) throws RefusedToken {
        if (token.length() > MAX_LENGTH) {
            throw new RefusedToken(
                    RejectionReason.TOKEN_TOO_LARGE,
                    "the token is longer than " + MAX_LENGTH
                            + " bytes, mostly because of large session tags or policies of the role session");
        }
        if (!token.startsWith(PREFIX)) {
            throw new RefusedToken(
                    RejectionReason.BAD_PREFIX,
                    "the token does not begin with " + PREFIX + "; mint it with `aws eks get-token` or EksTokens");
        }
        String encoded = token.substring(PREFIX.length());
        byte[] url = decodeBase64(encoded);
        // The JDK's decoder also takes padding and stray bits; here each URL has exactly one spelling.
        if (!ENCODER.encodeToString(url).equals(encoded)) {
            throw badEncoding();
        }
        return new String(url, ISO_8859_1);
    }

    private static byte[] decodeBase64(String encoded) throws RefusedToken {
        try {
            return Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw badEncoding();
        }
    }

    private static RefusedToken badEncoding() {
        return new RefusedToken(
                RejectionReason.BAD_ENCODING, "the token is not base64url without padding after its prefix");
    }
}
