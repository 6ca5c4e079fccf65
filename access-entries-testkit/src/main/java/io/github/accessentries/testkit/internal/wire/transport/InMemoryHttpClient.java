package io.github.accessentries.testkit.internal.wire.transport;

import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The transport of the SDK's synchronous clients, without a socket. Thread-safe. */
public final class InMemoryHttpClient implements SdkHttpClient {

    private final Wire wire;

    /**
     * Makes a transport.
     *
     * @param wire what answers
     */
    public InMemoryHttpClient(Wire wire) {
        this.wire = wire;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return sdkResponse(wire.exchange(SdkMessages.request(request.httpRequest(), body(request))));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }

            @Override
            public void abort() {
                // There is nothing to abort: the answer is there when call() returns.
            }
        };
    }

    private static byte[] body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = request.contentStreamProvider().get().newStream()) {
            return stream.readNBytes(Request.MAX_BODY_BYTES + 1);
        }
    }

    private static HttpExecuteResponse sdkResponse(Response response) {
        return HttpExecuteResponse.builder()
                .response(SdkMessages.head(response))
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                .build();
    }

    @Override
    public String clientName() {
        return "FakeEks";
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
