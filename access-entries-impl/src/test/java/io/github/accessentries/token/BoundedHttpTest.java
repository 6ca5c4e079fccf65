package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

class BoundedHttpTest {

    /** Gives single bytes for ever, beginning when somebody tries to abort it, which waits until all is over. */
    private static final class Dribble extends InputStream implements ExecutableHttpRequest {

        final CountDownLatch aborting = new CountDownLatch(1);
        final CountDownLatch over = new CountDownLatch(1);
        final AtomicInteger reads = new AtomicInteger();

        @Override
        public HttpExecuteResponse call() {
            await(aborting);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .responseBody(AbortableInputStream.create(this, () -> {}))
                    .build();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            reads.incrementAndGet();
            bytes[offset] = ' ';
            return 1;
        }

        @Override
        public int read() {
            throw new AssertionError("a byte at a time");
        }

        @Override
        public void abort() {
            aborting.countDown();
            await(over);
        }
    }

    /** No answer until somebody aborts. */
    private static final class Silence implements ExecutableHttpRequest {

        private final CountDownLatch aborting = new CountDownLatch(1);

        @Override
        public HttpExecuteResponse call() throws IOException {
            await(aborting);
            throw new IOException("aborted");
        }

        @Override
        public void abort() {
            aborting.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As that of the JDK does, whose connections lock a chunked body while it is read. */
    @Test
    @Timeout(60)
    void clientThatCannotAbortABodyThatDribbles_holdsNeitherItsCallNorTheDeadlinesOfOthers() throws Exception {
        Dribble dribble = new Dribble();
        Silence silence = new Silence();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (BoundedHttp http = new BoundedHttp(client(dribble, silence), Duration.ofMillis(20), 2)) {
            Future<?> dribbling = threads.submit(() -> http.send(request("dribble")));
            await(dribble.aborting);

            assertThatThrownBy(() -> http.send(request("silence")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("aborted");
            assertThatThrownBy(dribbling::get).hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(dribble.reads).as("reads after the deadline").hasValue(0);
            assertThat(dribble.over.getCount()).as("the abort still waits").isEqualTo(1);
        } finally {
            dribble.over.countDown();
            threads.shutdownNow();
        }
    }

    private static SdkHttpClient client(ExecutableHttpRequest dribble, ExecutableHttpRequest silence) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return request.httpRequest().host().equals("dribble") ? dribble : silence;
            }

            @Override
            public void close() {}
        };
    }

    private static SdkHttpRequest request(String host) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + "/"))
                .build();
    }
}
