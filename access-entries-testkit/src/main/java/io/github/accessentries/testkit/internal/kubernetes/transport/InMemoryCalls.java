package io.github.accessentries.testkit.internal.kubernetes.transport;

import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * Answers the calls of an OkHttp client from a cluster in this process, in place of the network. It also has to be told of
 * the client's events: nothing else ends a watch that is cancelled while nothing happens.
 */
final class InMemoryCalls extends EventListener implements Interceptor {

    private final Map<Call, EventStream> watches = new ConcurrentHashMap<>();

    private final KubernetesWire cluster;
    private final HttpUrl base;

    /**
     * Stands in for the network.
     *
     * @param cluster what answers
     * @param base the cluster's address, to which the calls are made
     */
    InMemoryCalls(KubernetesWire cluster, HttpUrl base) {
        this.cluster = cluster;
        this.base = base;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!request.url().host().equals(base.host())) {
            throw new IOException("This client reaches the fake cluster at " + base
                    + " and nothing else, but was sent to " + request.url().host());
        }
        if (Thread.currentThread().isInterrupted()) {
            // As on a network: the cluster would take its own waiting for interrupted, and refuse the caller.
            throw new InterruptedIOException("interrupted");
        }
        try {
            ApiResponse answer = cluster.exchange(request(request));
            return response(chain, request, answer);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ApiRequest request(Request request) throws IOException {
        HttpUrl url = request.url();
        Buffer body = new Buffer();
        RequestBody given = request.body();
        Headers headers = Headers.of(request.headers().toMultimap());
        if (given != null) {
            given.writeTo(body);
            MediaType type = given.contentType();
            headers = type == null ? headers : headers.with("Content-Type", type.toString());
        }
        return new ApiRequest(
                request.method().toUpperCase(Locale.ROOT),
                pathBelow(url),
                Optional.ofNullable(url.encodedQuery()).orElse(""),
                headers,
                body.readByteArray());
    }

    private String pathBelow(HttpUrl url) {
        String root = base.encodedPath().equals("/") ? "" : base.encodedPath();
        return url.encodedPath().startsWith(root) ? url.encodedPath().substring(root.length()) : url.encodedPath();
    }

    @Override
    public void canceled(Call call) {
        EventStream watch = watches.get(call);
        if (watch != null) {
            watch.close();
        }
    }

    private Response response(Chain chain, Request request, ApiResponse answer) {
        okhttp3.Headers.Builder headers = new okhttp3.Headers.Builder();
        answer.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        MediaType type =
                answer.headers().first("Content-Type").map(MediaType::parse).orElse(null);
        BufferedSource source = answer.events()
                .map(events -> Okio.buffer((Source) new EventSource(events, chain)))
                .orElseGet(() -> new Buffer().write(answer.body()));
        long length = answer.events().isPresent() ? -1 : answer.body().length;
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message(answer.status() == HttpURLConnection.HTTP_OK ? "OK" : "")
                .headers(headers.build())
                .body(ResponseBody.create(source, type, length))
                .build();
    }

    /** The body of a watch, read as it happens. */
    private final class EventSource implements Source {

        private final EventStream events;
        private final Chain chain;
        private final Buffer read = new Buffer();

        EventSource(EventStream events, Chain chain) {
            this.events = events;
            this.chain = chain;
            watches.put(chain.call(), events);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            if (read.size() == 0) {
                try {
                    Optional<byte[]> next = events.next();
                    if (next.isEmpty()) {
                        return -1;
                    }
                    read.write(next.get());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("Interrupted while watching "
                            + chain.request().url().encodedPath());
                }
            }
            if (chain.call().isCanceled()) {
                throw new IOException("Canceled");
            }
            return read.read(sink, Math.min(byteCount, read.size()));
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {
            watches.remove(chain.call());
            events.close();
        }
    }
}
