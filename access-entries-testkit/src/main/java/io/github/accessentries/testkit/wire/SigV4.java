package io.github.accessentries.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4, from the side of the service: what the signature of a request must be, given what the request
 * says that it has signed.
 *
 * <p>The signer of the SDK cannot answer that for other clients: it always adds and signs a header of its own,
 * {@code x-amz-content-sha256}, which botocore leaves out. Tests hold this class against that signer and against
 * botocore.
 */
final class SigV4 {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private SigV4() {}

    static String signature(Request request, SignatureClaim claim, String secretAccessKey) {
        String toSign = ALGORITHM + "\n" + claim.timestamp() + "\n" + claim.scope() + "\n"
                + hex(sha256(canonicalRequest(request, claim).getBytes(UTF_8)));
        byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
        for (String part : claim.scope().split("/", -1)) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    static String canonicalRequest(Request request, SignatureClaim claim) {
        return request.method() + "\n"
                + canonicalPath(request.rawPath()) + "\n"
                + canonicalQuery(request.rawQuery()) + "\n"
                + canonicalHeaders(request, claim) + "\n"
                + String.join(";", claim.signedHeaders()) + "\n"
                + hex(sha256(request.body()));
    }

    /** The path as it came, without empty and dot segments, every segment encoded once more. */
    private static String canonicalPath(String rawPath) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(UriText.encode(segment));
            }
        }
        String path = "/" + String.join("/", segments);
        return rawPath.endsWith("/") && !segments.isEmpty() ? path + "/" : path;
    }

    private static String canonicalQuery(String rawQuery) {
        return Parameters.ofQuery(rawQuery).all().stream()
                .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                .map(parameter ->
                        new Parameters.Parameter(UriText.encode(parameter.name()), UriText.encode(parameter.value())))
                .sorted(Comparator.comparing(Parameters.Parameter::name).thenComparing(Parameters.Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String canonicalHeaders(Request request, SignatureClaim claim) {
        return claim.signedHeaders().stream()
                .map(name -> name.toLowerCase(Locale.ROOT) + ":" + canonicalValue(request, name) + "\n")
                .collect(Collectors.joining());
    }

    private static String canonicalValue(Request request, String name) {
        return request.headers().all(name).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
