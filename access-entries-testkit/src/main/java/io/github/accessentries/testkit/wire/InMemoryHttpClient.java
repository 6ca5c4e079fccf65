package io.github.accessentries.testkit.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The transport of the SDK's synchronous clients, without a socket. Safe for use by several threads. */
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
                    return sdkResponse(wire.exchange(wireRequest(request)));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }

            @Override
            public void abort() {
                // Nothing is under way that could be stopped: the answer is there when call() returns.
            }
        };
    }

    private static Request wireRequest(HttpExecuteRequest execute) throws IOException {
        SdkHttpRequest request = execute.httpRequest();
        byte[] body = new byte[0];
        if (execute.contentStreamProvider().isPresent()) {
            ContentStreamProvider provider = execute.contentStreamProvider().get();
            try (InputStream stream = provider.newStream()) {
                body = stream.readNBytes(AwsWire.MAX_BODY_BYTES + 1);
            }
        }
        return new Request(
                request.method().name(),
                request.host(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers(request),
                body);
    }

    /** HTTP clients send the host by themselves; only the signers of the SDK's own clients put it into the headers. */
    private static Headers headers(SdkHttpRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.putIfAbsent("Host", List.of(request.host()));
        return Headers.of(headers);
    }

    private static HttpExecuteResponse sdkResponse(Response response) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(response.status())
                        .headers(response.headers().asMap())
                        .build())
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
