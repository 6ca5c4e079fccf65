package io.github.accessentries.token;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Sends requests without a body, each exactly once and only so many at a time, and reads the answers up to a maximum
 * size and within one deadline for the whole exchange: the SDK's clients only have timeouts for connecting and for each
 * read. One thread watches the deadlines; it ends with {@link #close()}, after the calls in progress.
 */
final class BoundedHttp implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final SdkHttpClient client;
    private final Duration timeout;
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor deadlines;

    BoundedHttp(SdkHttpClient client, Duration timeout, int maxConcurrentCalls) {
        this.client = client;
        this.timeout = timeout;
        this.places = new Semaphore(maxConcurrentCalls, true);
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "access-entries-sts-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** An answer; incomplete if the body was longer than the maximum. */
    static final class Answer {

        final SdkHttpResponse head;
        private final byte[] body;
        private final boolean complete;

        private Answer(SdkHttpResponse head, byte[] body, boolean complete) {
            this.head = head;
            this.body = body;
            this.complete = complete;
        }

        /** Whose token it is, if the body is the answer to just that question. */
        Optional<CallerIdentity> identity() {
            return complete ? CallerIdentityParser.parse(body) : Optional.empty();
        }

        /** The code of an error of STS, if the body is one. */
        Optional<String> errorCode() {
            return complete ? StsErrorDocument.code(body) : Optional.empty();
        }
    }

    boolean isClosed() {
        return deadlines.isShutdown();
    }

    void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException("The verifier is closed; create a new one");
        }
    }

    /**
     * Sends a request, as soon as there is a free place.
     *
     * @throws TimeoutException if other calls held all places until the deadline; nothing was sent
     * @throws InterruptedException if the thread was interrupted while it waited for a place; nothing was sent
     * @throws IOException if no complete answer came in time
     */
    Answer send(SdkHttpRequest request) throws IOException, TimeoutException, InterruptedException {
        long start = System.nanoTime();
        if (!places.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException();
        }
        try {
            return sendUntil(start + timeout.toNanos(), request);
        } finally {
            places.release();
        }
    }

    private Answer sendUntil(long deadline, SdkHttpRequest request) throws IOException {
        ExecutableHttpRequest call = client.prepareRequest(
                HttpExecuteRequest.builder().request(request).build());
        ScheduledFuture<?> abort = deadlines.schedule(call::abort, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            return read(call.call());
        } finally {
            abort.cancel(false);
        }
    }

    private static Answer read(HttpExecuteResponse response) throws IOException {
        try (AbortableInputStream body = response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
            byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
            boolean complete = bytes.length <= MAX_BODY_BYTES;
            if (!complete) {
                // Closing without aborting would read the rest.
                body.abort();
            }
            return new Answer(response.httpResponse(), bytes, complete);
        }
    }

    @Override
    public void close() {
        deadlines.shutdown();
    }
}
