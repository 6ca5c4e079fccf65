package io.github.accessentries.testkit.wire;

/** An HTTP response. */
public final class Response {

    private final int status;
    private final Headers headers;
    private final byte[] body;

    /**
     * Makes a response.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body, which is not copied
     */
    public Response(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * The HTTP status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
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
     * The status and the length of the body.
     *
     * @return for example {@code 200, 17 bytes}
     */
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
