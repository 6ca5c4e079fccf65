package io.github.accessentries.internal.client;

import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.waiting.Interruption;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Calls behind which a person waits: none takes longer than it may, and one without an answer says which endpoint gave none. The
 * SDK by itself would wait for minutes, and name no endpoint.
 */
public final class BoundedCalls implements ExecutionInterceptor {

    private final Duration longest;

    private BoundedCalls(Duration longest) {
        this.longest = longest;
    }

    /**
     * Bounds the calls of a client.
     *
     * @param builder makes the client; keeps its other settings
     * @param longest how long a call may take with its retries; one attempt may take half of it, so that there is a second one
     * @param <B> the kind of client
     * @return the builder
     */
    public static <B extends AwsClientBuilder<B, ?>> B bound(B builder, Duration longest) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .apiCallTimeout(longest)
                .apiCallAttemptTimeout(longest.dividedBy(2))
                .addExecutionInterceptor(new BoundedCalls(longest))
                .build());
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        if (Interruption.isBehind(failure)) {
            return failure;
        }
        Optional<String> endpoint = context.httpRequest().map(BoundedCalls::endpoint);
        if (endpoint.isEmpty()) {
            return failure;
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return ApiCallTimeoutException.builder()
                    .message(endpoint.get() + " did not answer within " + Counted.of(longest.toSeconds(), "second"))
                    .cause(failure)
                    .build();
        }
        return failure instanceof SdkClientException
                ? unreachable(failure)
                        .<Throwable>map(why -> SdkClientException.create(
                                endpoint.get() + " could not be reached: " + why.getMessage(), failure))
                        .orElse(failure)
                : failure;
    }

    private static Optional<Throwable> unreachable(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .findFirst();
    }

    /** Without path and query, which can hold what nobody should see. */
    private static String endpoint(SdkHttpRequest request) {
        boolean usual = request.port() == ("https".equals(request.protocol()) ? 443 : 80);
        return request.protocol() + "://" + request.host() + (usual ? "" : ":" + request.port());
    }
}
