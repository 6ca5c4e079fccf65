package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers in place of STS, without looking at signatures, and keeps the requests that came. */
final class StubSts implements SdkHttpClient {

    static final String ALICE = identity("123456789012", "arn:aws:iam::123456789012:user/Alice", "AIDAALICE");

    private final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();
    private final Behaviour behaviour;
    private volatile boolean closed;

    StubSts(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    static StubSts answering(int status, String body) {
        return new StubSts(request -> response(status, body));
    }

    static String identity(String account, String arn, String userId) {
        return """
                {"GetCallerIdentityResponse":{"GetCallerIdentityResult":
                {"Account":"%s","Arn":"%s","UserId":"%s"},"ResponseMetadata":{"RequestId":"id1234"}}}""".formatted(account, arn, userId);
    }

    /** An error as STS writes it, in a text that it takes its caller's words into. */
    static String error(String code, String message) {
        return """
                {"Error":{"Code":"%s","Message":"%s","Type":"Sender"},"RequestId":"id1234"}""".formatted(code, message);
    }

    static HttpExecuteResponse response(int status, String body) {
        return response(status, new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    static HttpExecuteResponse response(int status, InputStream body) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("x-amzn-RequestId", "id1234")
                        .build())
                .responseBody(AbortableInputStream.create(body))
                .build();
    }

    /** A body that breaks off when it is read. */
    static InputStream brokenBody() throws IOException {
        InputStream body = InputStream.nullInputStream();
        body.close();
        return body;
    }

    List<SdkHttpRequest> requests() {
        return requests;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execute) {
        return new Call(execute.httpRequest());
    }

    @Override
    public void close() {
        closed = true;
    }

    /** What to do with a request. */
    @FunctionalInterface
    interface Behaviour {
        HttpExecuteResponse answer(Request request) throws IOException;
    }

    interface Request {
        SdkHttpRequest http();

        /** Holds the thread until the caller gives up on the request. */
        void awaitAbort() throws IOException;
    }

    private final class Call implements ExecutableHttpRequest, Request {

        private final SdkHttpRequest request;
        private final CountDownLatch aborted = new CountDownLatch(1);

        private Call(SdkHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            requests.add(request);
            return behaviour.answer(this);
        }

        @Override
        public SdkHttpRequest http() {
            return request;
        }

        @Override
        public void awaitAbort() throws IOException {
            try {
                aborted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("aborted " + request.getUri());
        }

        @Override
        public void abort() {
            aborted.countDown();
        }
    }
}
