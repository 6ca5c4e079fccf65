package io.github.accessentries.testkit.internal.wire.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.wire.message.Parameters;
import io.github.accessentries.testkit.internal.wire.message.Remembered;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.SignatureClaim;
import io.github.accessentries.testkit.internal.wire.message.SignatureClaim.Scope;
import io.github.accessentries.testkit.internal.wire.message.UriText;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signature Version 4, from the side of the service: what the signature of a request must be, given what the request
 * says it signed. Thread-safe.
 *
 * <p>The signer of the SDK cannot answer that for other clients: it always adds and signs a header of its own,
 * {@code x-amz-content-sha256}, which botocore leaves out. Tests compare this class with that signer and with botocore.
 */
public final class SigV4 {

    private static final String HMAC = "HmacSHA256";

    /** Only ever copied, as the signers are. */
    private static final MessageDigest SHA256 = newSha256();

    /** Of the requests that only read, which are most. */
    private static final String HASH_OF_NO_BODY = hex(sha256(new byte[0]));

    /** What a signing key is made from and valid for. */
    private record KeyOrigin(String secretAccessKey, Scope scope) {

        /** Written out, as is {@link #hashCode()}: the generated ones cost a fresh JVM much of its first answer. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof KeyOrigin that
                    && scope.date().equals(that.scope.date())
                    && scope.region().equals(that.scope.region())
                    && scope.service().equals(that.scope.service())
                    && secretAccessKey.equals(that.secretAccessKey);
        }

        @Override
        public int hashCode() {
            return 31 * secretAccessKey.hashCode() + scope.region().hashCode();
        }

        /** The scope, without the secret. */
        @Override
        public String toString() {
            return scope.toString();
        }
    }

    /** Ready to sign; only ever copied, which is faster than making one for each request. */
    private final Remembered<KeyOrigin, Mac> signers = new Remembered<>(SigV4::signer);

    String signature(Request request, SignatureClaim claim, String secretAccessKey) {
        String toSign = SignatureClaim.ALGORITHM + "\n" + claim.timestamp() + "\n" + claim.scope() + "\n"
                + hex(sha256(canonicalRequest(request, claim).getBytes(UTF_8)));
        Mac signer = copy(signers.of(new KeyOrigin(secretAccessKey, claim.scope())));
        return hex(signer.doFinal(toSign.getBytes(UTF_8)));
    }

    private static Mac signer(KeyOrigin origin) {
        byte[] key = ("AWS4" + origin.secretAccessKey()).getBytes(UTF_8);
        for (String part : origin.scope().toString().split("/", -1)) {
            key = mac(key).doFinal(part.getBytes(UTF_8));
        }
        return mac(key);
    }

    private static Mac copy(Mac signer) {
        try {
            return (Mac) signer.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(
                    "Signatures cannot be checked with " + signer.getProvider() + "; let SunJCE come first", e);
        }
    }

    static String canonicalRequest(Request request, SignatureClaim claim) {
        StringBuilder canonical = new StringBuilder(1024);
        canonical.append(request.method()).append('\n');
        appendPath(request.rawPath(), canonical);
        canonical.append('\n');
        canonical.append(canonicalQuery(request.rawQuery())).append('\n');
        for (String name : claim.signedHeaders()) {
            canonical.append(name.toLowerCase(Locale.ROOT)).append(':');
            canonical.append(canonicalValue(request.headers().all(name))).append('\n');
        }
        canonical.append('\n').append(String.join(";", claim.signedHeaders())).append('\n');
        byte[] body = request.body();
        return canonical
                .append(body.length == 0 ? HASH_OF_NO_BODY : hex(sha256(body)))
                .toString();
    }

    /** The path as it came, without empty and dot segments, every segment encoded once more. */
    private static void appendPath(String rawPath, StringBuilder canonical) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        for (String segment : segments) {
            canonical.append('/');
            UriText.encode(segment, canonical);
        }
        if (rawPath.endsWith("/") || segments.isEmpty()) {
            canonical.append('/');
        }
    }

    private static String canonicalQuery(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        return Parameters.ofQuery(rawQuery).all().stream()
                .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                .map(parameter ->
                        new Parameters.Parameter(UriText.encode(parameter.name()), UriText.encode(parameter.value())))
                .sorted(Comparator.comparing(Parameters.Parameter::name).thenComparing(Parameters.Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String canonicalValue(List<String> values) {
        if (values.size() == 1) {
            return canonicalValue(values.get(0));
        }
        return values.stream().map(SigV4::canonicalValue).collect(Collectors.joining(","));
    }

    private static String canonicalValue(String value) {
        String stripped = value.strip();
        return stripped.contains("  ") ? stripped.replaceAll(" +", " ") : stripped;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return ((MessageDigest) SHA256.clone()).digest(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(
                    "Signatures cannot be checked with " + SHA256.getProvider() + "; let SUN come first", e);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
