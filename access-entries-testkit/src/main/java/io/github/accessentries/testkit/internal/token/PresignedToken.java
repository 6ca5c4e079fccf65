package io.github.accessentries.testkit.internal.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token taken apart as far as its form allows, byte for byte: only the parts that a stand-in can replace are named,
 * and nothing is decoded but the base64.
 *
 * @param scheme of the URL, {@code http} or {@code https}
 * @param authority the host, with a port if the URL has one
 * @param beforeKey from the path to the access key id
 * @param accessKeyId the id that the token claims to be signed with
 * @param region what the credential is scoped to
 * @param afterKey the rest of the URL
 */
record PresignedToken(
        String scheme, String authority, String beforeKey, String accessKeyId, String region, String afterKey) {

    private static final String PREFIX = "k8s-aws-v1.";
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#@\\\\]+)"
            + "(/\\?(?:[^#]*&)?X-Amz-Credential=)([A-Za-z0-9_.-]{1,128})"
            + "(%2F[0-9]{8}%2F([a-z0-9-]{1,40})%2F[^#]*)");

    /** Empty for whatever is not of that form; the verifier of real tokens says why it refuses it. */
    static Optional<PresignedToken> of(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String encoded = token.substring(PREFIX.length());
        String url;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            url = new String(bytes, ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher matcher = URL.matcher(url);
        return encode(url).equals(token) && matcher.matches()
                ? Optional.of(new PresignedToken(
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4),
                        matcher.group(6),
                        matcher.group(5)))
                : Optional.empty();
    }

    /** The same for another host, over HTTPS, with another key. */
    PresignedToken at(String host, String otherKeyId) {
        return new PresignedToken("https", host, beforeKey, otherKeyId, region, afterKey);
    }

    /** As clients send it. */
    String text() {
        return encode(scheme + "://" + authority + beforeKey + accessKeyId + afterKey);
    }

    private static String encode(String url) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(ISO_8859_1));
    }

    /** Only where it leads; the rest is a credential. */
    @Override
    public String toString() {
        return "token presigned at " + authority;
    }
}
