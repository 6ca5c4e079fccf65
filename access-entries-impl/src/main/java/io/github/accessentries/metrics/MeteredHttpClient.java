package io.github.accessentries.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Counts answers by status and region of the host, and calls that failed without one. */
final class MeteredHttpClient implements SdkHttpClient {

    /** As many as the global endpoint has, {@code sts.amazonaws.com}, which names no region. */
    private static final int LABELS_WITHOUT_REGION = 3;

    private static final Set<String> KNOWN_REGIONS =
            Region.regions().stream().map(Region::id).collect(Collectors.toUnmodifiableSet());

    private final SdkHttpClient http;
    private final MeterRegistry registry;
    private final String prefix;

    MeteredHttpClient(SdkHttpClient http, MeterRegistry registry, String prefix) {
        this.http = http;
        this.registry = registry;
        this.prefix = prefix;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        String region = region(request.httpRequest().host());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    HttpExecuteResponse response = prepared.call();
                    String code = Integer.toString(response.httpResponse().statusCode());
                    registry.counter(prefix + "responses", "code", code, "region", region)
                            .increment();
                    return response;
                } catch (IOException | RuntimeException e) {
                    registry.counter(prefix + "connection.failures", "region", region)
                            .increment();
                    throw e;
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** Callers choose the region of their token, and could make a meter for each name that looks like one. */
    private static String region(String host) {
        String[] labels = host.split("\\.", -1);
        if (labels.length <= LABELS_WITHOUT_REGION) {
            return "global";
        }
        return KNOWN_REGIONS.contains(labels[1]) ? labels[1] : "other";
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
