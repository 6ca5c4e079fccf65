package io.github.accessentries.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A transport on which one call goes wrong, and after each of whose changes somebody may look at the fake. */
final class TroubledHttpClient implements SdkHttpClient {

    /** What goes wrong. */
    enum Trouble {
        /** The call never arrives. */
        FAIL,
        /** EKS asks to call less often. */
        THROTTLE,
        /** The call takes effect and its answer is lost. */
        LOSE_ANSWER,
        /** The process dies before the call is sent. */
        DIE_BEFORE,
        /** The process dies after the call took effect. */
        DIE_AFTER
    }

    /** Stands for the end of the process: nothing that runs on may call any more. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final SdkHttpClient fake;
    private final int troubledCall;
    private final Trouble trouble;
    private final Runnable afterEachChange;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean dead = new AtomicBoolean();

    /**
     * Makes a transport.
     *
     * @param troubledCall which of the calls goes wrong, counted from one; zero for none
     */
    TroubledHttpClient(SdkHttpClient fake, int troubledCall, Trouble trouble, Runnable afterEachChange) {
        this.fake = fake;
        this.troubledCall = troubledCall;
        this.trouble = trouble;
        this.afterEachChange = afterEachChange;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = fake.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                // One after the other, so that whoever looks sees the state after just this call.
                synchronized (TroubledHttpClient.this) {
                    return TroubledHttpClient.this.call(
                            prepared, request.httpRequest().method() != SdkHttpMethod.GET);
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private HttpExecuteResponse call(ExecutableHttpRequest prepared, boolean change) throws IOException {
        if (dead.get()) {
            throw new ProcessDied();
        }
        if (calls.incrementAndGet() != troubledCall) {
            return seen(prepared, change);
        }
        switch (trouble) {
            case FAIL -> throw new IOException("The call never arrived");
            case THROTTLE -> {
                return throttled();
            }
            case LOSE_ANSWER -> {
                seen(prepared, change);
                throw new IOException("The answer was lost");
            }
            case DIE_BEFORE -> dead.set(true);
            case DIE_AFTER -> {
                seen(prepared, change);
                dead.set(true);
            }
        }
        throw new ProcessDied();
    }

    private HttpExecuteResponse seen(ExecutableHttpRequest prepared, boolean change) throws IOException {
        HttpExecuteResponse response = prepared.call();
        if (change) {
            afterEachChange.run();
        }
        return response;
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
