package io.github.accessentries.testkit.internal.wire.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says about its own signature, in its {@code Authorization} header or, presigned, in its query. */
public final class SignatureClaim {

    /** The one algorithm that requests are signed by. */
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final String AUTHORIZATION = "Authorization";
    private static final Pattern SCOPE = Pattern.compile("([0-9]{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    /** For which day, region and service a signature counts. */
    public record Scope(String date, String region, String service) {

        static Scope parse(String text) {
            Matcher matcher = SCOPE.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("The signature is incomplete");
            }
            return new Scope(matcher.group(1), matcher.group(2), matcher.group(3));
        }

        @Override
        public String toString() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }
    }

    /** All requests of a test have one or two. */
    private static final Remembered<String, Scope> SCOPES = new Remembered<>(Scope::parse);

    private final String accessKeyId;
    private final Scope scope;
    private final String timestamp;
    private final List<String> signedHeaders;
    private final String signature;
    private final Optional<String> sessionToken;

    private SignatureClaim(
            String credential,
            String timestamp,
            String signedHeaders,
            String signature,
            Optional<String> sessionToken) {
        int slash = credential.indexOf('/');
        if (slash <= 0 || signature.isEmpty()) {
            throw new IllegalArgumentException("The signature is incomplete");
        }
        this.accessKeyId = credential.substring(0, slash);
        this.scope = SCOPES.of(credential.substring(slash + 1));
        this.timestamp = timestamp;
        this.signedHeaders = List.of(signedHeaders.split(";", -1));
        this.signature = signature;
        this.sessionToken = sessionToken;
    }

    /**
     * Reads the claim.
     *
     * @return the claim, empty if the request is not signed
     * @throws IllegalArgumentException if it is signed in a way that cannot be read
     */
    static Optional<SignatureClaim> of(Request request) {
        Optional<String> authorization = request.headers().first(AUTHORIZATION);
        if (authorization.isPresent()) {
            return Optional.of(ofHeader(authorization.get(), request.headers()));
        }
        Parameters query = Parameters.ofQuery(request.rawQuery());
        return query.first("X-Amz-Signature").map(signature -> ofQuery(signature, query));
    }

    private static SignatureClaim ofHeader(String authorization, Headers headers) {
        String prefix = ALGORITHM + " ";
        if (!authorization.startsWith(prefix)) {
            throw new IllegalArgumentException("The signature is not of " + ALGORITHM);
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(prefix.length()).split(",", -1)) {
            String stripped = part.strip();
            int equals = stripped.indexOf('=');
            if (equals >= 0) {
                parts.put(stripped.substring(0, equals), stripped.substring(equals + 1));
            }
        }
        return new SignatureClaim(
                required(parts.get("Credential")),
                required(headers.first("X-Amz-Date").orElse(null)),
                required(parts.get("SignedHeaders")),
                required(parts.get("Signature")),
                headers.first("X-Amz-Security-Token"));
    }

    private static SignatureClaim ofQuery(String signature, Parameters query) {
        if (!query.first("X-Amz-Algorithm").equals(Optional.of(ALGORITHM))) {
            throw new IllegalArgumentException("The signature is not of " + ALGORITHM);
        }
        return new SignatureClaim(
                required(query.first("X-Amz-Credential").orElse(null)),
                required(query.first("X-Amz-Date").orElse(null)),
                required(query.first("X-Amz-SignedHeaders").orElse(null)),
                signature,
                query.first("X-Amz-Security-Token"));
    }

    private static String required(@Nullable String part) {
        if (part == null) {
            throw new IllegalArgumentException("The signature is incomplete");
        }
        return part;
    }

    /** The key that the request names. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** What the signature is good for. */
    public Scope scope() {
        return scope;
    }

    /** When the request was signed, as the request writes it. */
    public String timestamp() {
        return timestamp;
    }

    /** The names of the headers that are signed. */
    public List<String> signedHeaders() {
        return signedHeaders;
    }

    /** The signature, which {@code toString} never shows. */
    public String signature() {
        return signature;
    }

    /** The token that goes with the key of a session. */
    public Optional<String> sessionToken() {
        return sessionToken;
    }

    /** The key and the scope, without the signature and the session token. */
    @Override
    public String toString() {
        return accessKeyId + " in " + scope;
    }
}
