package io.github.accessentries.testkit.internal.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** One exchange of the asynchronous transport, whose caller goes away or stays. */
@Timeout(60)
class AsynchronousExchangeTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private final CompletableFuture<Throwable> told = new CompletableFuture<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Response waitForever() {
        arrived.countDown();
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("The latch of nobody opened");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.complete("interrupted");
            throw new UncheckedIOException(new InterruptedIOException("given up"));
        }
    }

    private CompletableFuture<Void> exchange(Wire wire) {
        SdkHttpRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host("eks.test")
                .encodedPath("/clusters")
                .build();
        return new InMemoryAsyncHttpClient(wire, threads)
                .execute(AsyncExecuteRequest.builder()
                        .request(request)
                        .requestContentPublisher(new EmptyBody())
                        .responseHandler(new Told())
                        .build());
    }

    @Test
    void exchangeGivenUp_interruptsTheThreadThatAnswersIt() throws Exception {
        CompletableFuture<Void> exchange = exchange(request -> waitForever());
        arrived.await();

        exchange.completeExceptionally(new IllegalStateException("the client has gone"));

        assertThat(outcome.join()).isEqualTo("interrupted");
    }

    @Test
    void defectOfTheWire_reachesTheClient() {
        IllegalArgumentException defect = new IllegalArgumentException("a defect");

        CompletableFuture<Void> exchange = exchange(request -> {
            throw defect;
        });

        assertThat(told.join()).isSameAs(defect);
        assertThatThrownBy(exchange::join).hasCause(defect);
    }

    @Test
    void answer_leavesNoInterruptToWhoeverContinues() {
        CompletableFuture<Void> exchange = exchange(request -> new Response(200, Headers.of(Map.of()), new byte[] {1}));

        assertThat(exchange.thenApply(nothing -> Thread.currentThread().isInterrupted())
                        .join())
                .isFalse();
        assertThat(outcome.join()).isEqualTo("answered 200");
    }

    @Test
    void fakeClosed_refusesClearly() {
        threads.shutdownNow();

        CompletableFuture<Void> exchange = exchange(request -> waitForever());

        assertThatThrownBy(exchange::join).hasMessageContaining("The fake of this client is closed");
        assertThat(told.join()).isInstanceOf(IllegalStateException.class);
    }

    private static final class EmptyBody implements SdkHttpContentPublisher {
        @Override
        public Optional<Long> contentLength() {
            return Optional.of(0L);
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            AsyncRequestBody.empty().subscribe(subscriber);
        }
    }

    private final class Told implements SdkAsyncHttpResponseHandler {
        private int status;

        @Override
        public void onHeaders(SdkHttpResponse headers) {
            status = headers.statusCode();
        }

        @Override
        public void onStream(Publisher<ByteBuffer> stream) {
            outcome.complete("answered " + status);
        }

        @Override
        public void onError(Throwable error) {
            told.complete(error);
        }
    }
}
