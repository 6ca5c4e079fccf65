package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.accessentries.authn.RejectionReason;
import java.util.Base64;

/** The text of a token: a prefix and a URL in base64url without padding. */
final class TokenFormat {

    /** What clusters take. */
    static final int DEFAULT_MAX_LENGTH = 4096;

    /** What the public authenticator may come to take; STS refuses request lines that are much longer. */
    static final int MAX_LENGTH = 16_384;

    private static final int MIN_LENGTH = 1024;

    private static final String PREFIX = "k8s-aws-v1.";

    private TokenFormat() {}

    static String encode(String url) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(ISO_8859_1));
    }

    /** @throws IllegalArgumentException if no verifier could have this limit */
    static int requireMaxLength(int bytes) {
        if (bytes < MIN_LENGTH || bytes > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "maxTokenLength " + bytes + " is out of range; use " + MIN_LENGTH + " to " + MAX_LENGTH);
        }
        return bytes;
    }

    /** The URL, one character for each byte: what is not ASCII stays recognizable and can never turn into ASCII. */
    static String decode(String token, Base64Form form, int maxLength) throws RefusedToken {
        if (token.length() > maxLength) {
            throw new RefusedToken(
                    RejectionReason.TOKEN_TOO_LARGE,
                    "the token is longer than " + maxLength
                            + " bytes, mostly because of large session tags or policies of the role session");
        }
        if (!token.startsWith(PREFIX)) {
            throw new RefusedToken(
                    RejectionReason.BAD_PREFIX,
                    "the token does not begin with " + PREFIX + "; mint it with `aws eks get-token` or with EksTokens");
        }
        String encoded = token.substring(PREFIX.length());
        try {
            byte[] url = form.decode(encoded);
            if (form.admits(encoded, url)) {
                return new String(url, ISO_8859_1);
            }
        } catch (IllegalArgumentException e) {
            // The decoder's message quotes the token, so it is replaced by our own below.
        }
        throw new RefusedToken(
                RejectionReason.BAD_ENCODING, "the token is not base64url without padding after its prefix");
    }
}
