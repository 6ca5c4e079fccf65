package io.github.accessentries.testkit.internal.kubernetes.message;

import io.github.accessentries.testkit.internal.wire.message.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request to the API of one cluster. Its path begins below whatever the cluster's own address is. */
public final class ApiRequest {

    /** The most that a body may have: what kube-apiserver takes. */
    public static final int MAX_BODY_BYTES = 3 << 20;

    private final String method;
    private final String path;
    private final List<String> segments;
    private final Query query;
    private final Headers headers;
    private final byte[] body;

    /**
     * Makes a request.
     *
     * @param method in upper case
     * @param rawPath the path as it stood on the wire, below the cluster's address
     * @param rawQuery the query as it stood on the wire, without its question mark
     * @param headers the headers
     * @param body the body, which is not copied
     * @throws IllegalArgumentException if path or query cannot be decoded
     */
    public ApiRequest(String method, String rawPath, String rawQuery, Headers headers, byte[] body) {
        this.method = method;
        this.path = decode(rawPath.isEmpty() ? "/" : rawPath);
        this.segments = segments(path);
        this.query = Query.parse(rawQuery);
        this.headers = headers;
        this.body = body;
    }

    /** Of the decoded path, as kube-apiserver takes it: no name has a slash in it. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return List.copyOf(segments);
    }

    /** In a path a plus sign is a plus sign. */
    private static String decode(String raw) {
        return raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The HTTP method, in upper case. */
    public String method() {
        return method;
    }

    /** The path, decoded. */
    public String path() {
        return path;
    }

    /** The parts of the path between its slashes, decoded. */
    public List<String> segments() {
        return segments;
    }

    /** The parameters. */
    public Query query() {
        return query;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    /** The body, not a copy. */
    public byte[] body() {
        return body;
    }

    /** Method and path, never headers, which hold tokens. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
