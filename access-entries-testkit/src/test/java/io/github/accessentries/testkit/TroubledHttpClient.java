package io.github.accessentries.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A transport of the AWS SDK on which a call goes wrong. */
final class TroubledHttpClient implements SdkHttpClient {

    private final SdkHttpClient fake;
    private final TroubledCalls calls;

    TroubledHttpClient(SdkHttpClient fake, TroubledCalls calls) {
        this.fake = fake;
        this.calls = calls;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = fake.prepareRequest(request);
        boolean changes = request.httpRequest().method() != SdkHttpMethod.GET;
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return calls.make(changes, prepared::call, TroubledHttpClient::throttled);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static HttpExecuteResponse throttled() {
        byte[] body = "{\"message\":\"Rate exceeded\"}".getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(429)
                        .putHeader("x-amzn-ErrorType", "ThrottlingException")
                        .putHeader("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public String clientName() {
        return "TroubledFakeEks";
    }

    @Override
    public void close() {
        fake.close();
    }
}
