package io.github.accessentries.testkit.internal.wire.transport;

import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * The transport of the SDK's asynchronous clients, without a socket: each request is answered on a thread of its own, and
 * whoever gives a request up, as a timeout or a cancellation does, interrupts that thread. Thread-safe.
 */
public final class InMemoryAsyncHttpClient implements SdkAsyncHttpClient {

    private static final String CLOSED = "The fake of this client is closed; it answers no more";
    private static final String ABORTED = "The call was given up, or the fake was closed, before there was an answer";

    /** What is to run on this thread once it has handed over all of an answer. */
    private static final ThreadLocal<@Nullable Queue<Runnable>> HELD = new ThreadLocal<>();

    private final Wire wire;
    private final ExecutorService threads;

    /**
     * Makes a transport.
     *
     * @param wire what answers
     * @param threads where it answers; has to have a thread for every request, and is not closed with this transport
     */
    public InMemoryAsyncHttpClient(Wire wire, ExecutorService threads) {
        this.wire = wire;
        this.threads = threads;
    }

    /**
     * Where the SDK is to complete the futures of its callers: on the thread that answered, but only once all of the answer
     * was handed over. The SDK uses one handler for all attempts of a call, and tells its parts of an error one after the
     * other; an attempt that began meanwhile would be told of the error of the one before.
     */
    public Executor completion() {
        return task -> {
            Queue<Runnable> waiting = HELD.get();
            if (waiting == null) {
                task.run();
            } else {
                waiting.add(task);
            }
        };
    }

    private void handOver(Runnable signals) {
        Queue<Runnable> waiting = new ArrayDeque<>();
        HELD.set(waiting);
        try {
            signals.run();
        } finally {
            HELD.remove();
        }
        waiting.forEach(Runnable::run);
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest execute) {
        CompletableFuture<Void> exchange = new CompletableFuture<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<?> unused = SdkPublisher.adapt(execute.requestContentPublisher())
                .subscribe(part -> append(part, body))
                .whenComplete((all, failure) -> {
                    if (failure != null) {
                        fail(failure, execute.responseHandler(), exchange);
                    } else {
                        start(SdkMessages.request(execute.request(), body.toByteArray()), execute, exchange);
                    }
                });
        return exchange;
    }

    /** One byte over the limit is enough for the wire to refuse a body. */
    private static void append(ByteBuffer part, ByteArrayOutputStream body) {
        byte[] bytes = new byte[Math.min(part.remaining(), Request.MAX_BODY_BYTES + 1 - body.size())];
        part.get(bytes);
        body.writeBytes(bytes);
    }

    private void start(Request request, AsyncExecuteRequest execute, CompletableFuture<Void> exchange) {
        Answering answering = new Answering(request, execute.responseHandler(), exchange);
        try {
            Future<?> running = threads.submit(answering);
            // The SDK gives a request up by completing this future itself.
            CompletableFuture<?> unused = exchange.whenComplete((nothing, givenUp) -> {
                if (givenUp != null && !answering.isOver()) {
                    running.cancel(true);
                }
            });
        } catch (RejectedExecutionException e) {
            fail(new IllegalStateException(CLOSED, e), execute.responseHandler(), exchange);
        }
    }

    /** One request on its thread. */
    private final class Answering implements Runnable {

        private final Request request;
        private final SdkAsyncHttpResponseHandler handler;
        private final CompletableFuture<Void> exchange;
        private volatile boolean over;

        Answering(Request request, SdkAsyncHttpResponseHandler handler, CompletableFuture<Void> exchange) {
            this.request = request;
            this.handler = handler;
            this.exchange = exchange;
        }

        /** From here on the thread may be in the hands of whoever waits for the answer, and must not be interrupted. */
        boolean isOver() {
            return over;
        }

        @Override
        public void run() {
            Response response;
            try {
                response = wire.exchange(request);
            } catch (RuntimeException | Error e) {
                over = true;
                fail(interrupted() ? AbortedException.create(ABORTED, e) : e, handler, exchange);
                return;
            }
            over = true;
            handOver(() -> {
                handler.onHeaders(SdkMessages.head(response));
                handler.onStream(AsyncRequestBody.fromBytesUnsafe(response.body()));
                exchange.complete(null);
            });
        }

        /** An interrupt is never a matter for another try: the caller has gone, or the fake. */
        private static boolean interrupted() {
            return Thread.currentThread().isInterrupted();
        }
    }

    private void fail(Throwable failure, SdkAsyncHttpResponseHandler handler, CompletableFuture<Void> exchange) {
        Throwable reason = reason(failure);
        handOver(() -> {
            // Whoever gave the request up knows; the handler may already be in the hands of the next attempt.
            if (exchange.completeExceptionally(reason)) {
                handler.onError(reason);
            }
        });
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
        // Its threads belong to the fake.
    }
}
