package io.github.accessentries.testkit.internal.wire.transport;

import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * The transport of the SDK's asynchronous clients, without a socket or a thread: when a request returns, its answer has
 * already been delivered. Thread-safe.
 */
public final class InMemoryAsyncHttpClient implements SdkAsyncHttpClient {

    private final Wire wire;

    /**
     * Makes a transport.
     *
     * @param wire what answers
     */
    public InMemoryAsyncHttpClient(Wire wire) {
        this.wire = wire;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest execute) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        return SdkPublisher.adapt(execute.requestContentPublisher())
                .subscribe(part -> append(part, body))
                .thenAccept(all -> handOver(
                        wire.exchange(SdkMessages.request(execute.request(), body.toByteArray())),
                        execute.responseHandler()))
                .exceptionallyCompose(failure -> failed(reason(failure), execute.responseHandler()));
    }

    /** One byte over the limit is enough for the wire to refuse a body. */
    private static void append(ByteBuffer part, ByteArrayOutputStream body) {
        byte[] bytes = new byte[Math.min(part.remaining(), Request.MAX_BODY_BYTES + 1 - body.size())];
        part.get(bytes);
        body.writeBytes(bytes);
    }

    private static void handOver(Response response, SdkAsyncHttpResponseHandler handler) {
        handler.onHeaders(SdkMessages.head(response));
        handler.onStream(AsyncRequestBody.fromBytesUnsafe(response.body()));
    }

    private static CompletableFuture<Void> failed(Throwable reason, SdkAsyncHttpResponseHandler handler) {
        handler.onError(reason);
        return CompletableFuture.failedFuture(reason);
    }

    private static Throwable reason(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof UncheckedIOException;
        return wrapped && failure.getCause() != null ? reason(failure.getCause()) : failure;
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
