package io.github.accessentries.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Meters what the SDK itself tells of its calls: only that knows what it tried again, and how often it was throttled before a call
 * went well.
 */
record MeteredAwsCalls(MeterRegistry registry, String calls, String throttles) implements MetricPublisher {

    private static final String THROTTLING = "Throttling";

    /** The kinds of errors that the SDK tells, in the words of tags. */
    private static final Map<String, String> RESULTS = Map.of(
            THROTTLING,
            "throttled",
            "ServerError",
            "server_error",
            "ConfiguredTimeout",
            "timeout",
            "IO",
            "no_connection");

    @Override
    public void publish(MetricCollection call) {
        String service = first(call, CoreMetric.SERVICE_ID, "unknown").toLowerCase(Locale.ROOT);
        String operation = first(call, CoreMetric.OPERATION_NAME, "unknown");
        List<String> errors = call.children().stream()
                .flatMap(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).stream())
                .toList();
        boolean success = first(call, CoreMetric.API_CALL_SUCCESSFUL, false);
        String result = success
                ? "success"
                : errors.isEmpty() ? "refused" : RESULTS.getOrDefault(errors.get(errors.size() - 1), "refused");
        registry.timer(calls, "service", service, "operation", operation, Outcome.RESULT, result)
                .record(first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
        registry.counter(throttles, "service", service, "operation", operation)
                .increment((double) errors.stream().filter(THROTTLING::equals).count());
    }

    private static <T> T first(MetricCollection call, SdkMetric<T> metric, T otherwise) {
        return call.metricValues(metric).stream().findFirst().orElse(otherwise);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
