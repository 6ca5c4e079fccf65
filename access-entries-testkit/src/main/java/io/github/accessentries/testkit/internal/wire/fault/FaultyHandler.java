package io.github.accessentries.testkit.internal.wire.fault;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.RequestInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes permitted calls to a cluster's own API go wrong as a script says; all others pass. Thread-safe.
 *
 * @param next what answers
 * @param script what goes wrong
 * @param pause how a call waits
 */
public record FaultyHandler(ApiHandler next, FaultScript script, Consumer<Duration> pause) implements ApiHandler {

    @Override
    public ApiResponse answer(ApiCall call) {
        if (script.isEmpty()) {
            return next.answer(call);
        }
        String operation = operation(call.info());
        script.runBefore(operation);
        return script.next(operation).map(fault -> answer(call, fault)).orElseGet(() -> next.answer(call));
    }

    private static String operation(RequestInfo info) {
        if (!info.isForResource()) {
            return Fault.kubernetesOperation(info.verb(), info.path());
        }
        String group = info.group().isEmpty() ? "" : "." + info.group();
        String subresource = info.subresource().isEmpty() ? "" : "/" + info.subresource();
        return Fault.kubernetesOperation(info.verb(), info.resource() + group + subresource);
    }

    private ApiResponse answer(ApiCall call, Fault fault) {
        if (!fault.delay().isZero()) {
            pause.accept(fault.delay());
        }
        if (fault.afterChange()) {
            next.answer(call).events().ifPresent(EventStream::close);
        }
        if (fault.effect() instanceof Fault.Cut) {
            throw new UncheckedIOException(
                    new IOException("Scripted fault: the connection of " + fault.operation() + " is cut"));
        }
        if (fault.effect() instanceof Fault.Refusal refusal) {
            throw ApiFaults.scripted(refusal.code(), refusal.status(), "Scripted fault of " + fault.operation());
        }
        return next.answer(call);
    }
}
