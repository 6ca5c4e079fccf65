package io.github.accessentries.token;

import io.github.accessentries.internal.waiting.CheapThreads;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
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
    private final ThreadFactory aborts = CheapThreads.named("access-entries-sts-abort");

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

    /** How long an exchange may take. */
    Duration timeout() {
        return timeout;
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
        // Some clients abort only once the read in progress is over, and the other calls have deadlines, too.
        Runnable aborting =
                () -> aborts.newThread(new FutureTask<>(call::abort, null)).start();
        ScheduledFuture<?> abort = deadlines.schedule(aborting, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            return read(call.call(), deadline);
        } finally {
            abort.cancel(false);
        }
    }

    private static Answer read(HttpExecuteResponse response, long deadline) throws IOException {
        try (AbortableInputStream body = response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
            byte[] bytes = new byte[MAX_BODY_BYTES + 1];
            int length = 0;
            // One read at a time, since each of them may be within the client's own timeout for it.
            for (int read = 0; read >= 0 && length < bytes.length; length += Math.max(read, 0)) {
                if (deadline - System.nanoTime() <= 0) {
                    body.abort();
                    throw new SocketTimeoutException("the answer was not complete in time");
                }
                read = body.read(bytes, length, bytes.length - length);
            }
            boolean complete = length <= MAX_BODY_BYTES;
            if (!complete) {
                // Closing without aborting would read the rest.
                body.abort();
            }
            return new Answer(response.httpResponse(), Arrays.copyOf(bytes, length), complete);
        }
    }

    @Override
    public void close() {
        deadlines.shutdown();
    }
}
