package io.github.accessentries.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Observes calls to AWS, each with all that the SDK tries again. */
record ObservedAwsCalls(ObservationRegistry registry, String name) implements ExecutionInterceptor {

    private static final ExecutionAttribute<Observation> OBSERVATION =
            new ExecutionAttribute<>("io.github.accessentries.metrics.Observation");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(
                OBSERVATION,
                Observation.createNotStarted(name, registry)
                        .lowCardinalityKeyValue(
                                "service",
                                text(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                                        .toLowerCase(Locale.ROOT))
                        .lowCardinalityKeyValue(
                                "operation", text(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)))
                        .start());
    }

    private static String text(@Nullable String known) {
        return known == null ? "unknown" : known;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        stop(attributes, "success", null);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        boolean throttled = failure instanceof SdkServiceException answer && answer.isThrottlingException();
        stop(attributes, throttled ? "throttled" : "error", failure);
    }

    private static void stop(ExecutionAttributes attributes, String result, @Nullable Throwable failure) {
        Observation observation = attributes.getAttribute(OBSERVATION);
        if (observation == null) {
            return;
        }
        observation.lowCardinalityKeyValue(Outcome.RESULT, result);
        if (failure != null) {
            observation.error(new UnquotedFailure(failure));
        }
        observation.stop();
    }
}
