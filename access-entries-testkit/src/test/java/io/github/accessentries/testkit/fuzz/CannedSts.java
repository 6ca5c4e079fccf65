package io.github.accessentries.testkit.fuzz;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Answers each call in the same way, whatever it asks, and remembers where it went. */
final class CannedSts implements SdkHttpClient {

    private final int status;
    private final byte[] body;
    private final List<URI> called = new ArrayList<>();

    CannedSts(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    List<URI> called() {
        return called;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        called.add(request.httpRequest().getUri());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Type", "application/json")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
