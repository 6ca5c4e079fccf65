package io.github.accessentries.testkit.internal.wire.message;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP request as it came, nothing in it decoded. Its meaning is established once. */
public final class Request {

    /** A body cannot have more than this; transports hand over at most one byte more. */
    public static final int MAX_BODY_BYTES = 1 << 20;

    private final String method;
    private final String host;
    private final String rawPath;
    private final String rawQuery;
    private final Headers headers;
    private final byte[] body;
    private Routes.@Nullable Match route;
    private @Nullable SignatureClaim claim;

    /**
     * Makes a request.
     *
     * @param method in upper case
     * @param host the host that it was sent to, with its port if that is not the usual one
     * @param rawPath the path as it stood on the wire; an empty one is {@code /}
     * @param rawQuery the query as it stood on the wire, without its question mark; empty if there is none
     * @param headers the headers
     * @param body the body, which is not copied; empty if there is none
     */
    public Request(String method, String host, String rawPath, String rawQuery, Headers headers, byte[] body) {
        this.method = method;
        this.host = host;
        this.rawPath = rawPath.isEmpty() ? "/" : rawPath;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
    }

    /**
     * The HTTP method.
     *
     * @return for example {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * Where the request was sent.
     *
     * @return the host, with its port if that is not the usual one
     */
    public String host() {
        return host;
    }

    /**
     * The path, encoded as it came: what stands for a slash within a segment is still {@code %2F}.
     *
     * @return a text that begins with a slash
     */
    public String rawPath() {
        return rawPath;
    }

    /**
     * The query, encoded as it came.
     *
     * @return the text after the question mark, empty if there is none
     */
    public String rawQuery() {
        return rawQuery;
    }

    /**
     * The headers.
     *
     * @return the headers, letter case aside
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return its bytes, not a copy
     */
    public byte[] body() {
        return body;
    }

    /**
     * Refuses a body that is too long to be read.
     *
     * @throws ServiceFault if it is
     */
    public void requireBounded() {
        if (body.length > MAX_BODY_BYTES) {
            throw new ServiceFault(
                    "RequestEntityTooLargeException",
                    413,
                    "The body is longer than " + MAX_BODY_BYTES + " bytes",
                    Map.of());
        }
    }

    /**
     * The operation of EKS that method and path mean; determined once, on first use.
     *
     * @throws ServiceFault if the path cannot be read
     */
    public Optional<Routes.Match> route() {
        if (route == null) {
            route = Operations.EKS.find(method, rawPath).orElse(null);
        }
        return Optional.ofNullable(route);
    }

    /**
     * What the request says about its signature; read once, on first use.
     *
     * @throws IllegalArgumentException if it is signed in a way that cannot be read
     */
    public Optional<SignatureClaim> claim() {
        if (claim == null) {
            claim = SignatureClaim.of(this).orElse(null);
        }
        return Optional.ofNullable(claim);
    }

    /**
     * Method and path; never the query or the headers, which may hold signatures.
     *
     * @return for example {@code GET /clusters}
     */
    @Override
    public String toString() {
        return method + " " + rawPath;
    }
}
