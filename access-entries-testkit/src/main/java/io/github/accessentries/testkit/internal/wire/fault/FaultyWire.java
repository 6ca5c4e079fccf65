package io.github.accessentries.testkit.internal.wire.fault;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.ConnectionCutException;
import io.github.accessentries.testkit.internal.wire.message.Operations;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes calls go wrong as a script says; all others pass. Thread-safe. */
public final class FaultyWire implements Wire {

    private final Protocol aws;
    private final FaultScript script;
    private final Consumer<Duration> pause;

    /**
     * Puts faults before the services.
     *
     * @param aws the services
     * @param script what goes wrong
     * @param pause how a call waits
     */
    public FaultyWire(Protocol aws, FaultScript script, Consumer<Duration> pause) {
        this.aws = aws;
        this.script = script;
        this.pause = pause;
    }

    @Override
    public Response exchange(Request request) {
        return next(request).map(fault -> exchange(request, fault)).orElseGet(() -> aws.exchange(request));
    }

    private Optional<Fault> next(Request request) {
        return script.isEmpty()
                ? Optional.empty()
                : Operations.calledBy(request).flatMap(called -> {
                    script.runBefore(called.operation());
                    return script.next(called.operation());
                });
    }

    private Response exchange(Request request, Fault fault) {
        if (!fault.delay().isZero()) {
            pause.accept(fault.delay());
        }
        @Nullable Response lost = fault.afterChange() ? aws.exchange(request) : null;
        if (fault.effect() instanceof Fault.Cut) {
            throw new ConnectionCutException(fault.operation(), lost);
        }
        if (fault.effect() instanceof Fault.Refusal refusal) {
            String message = "Scripted fault of " + fault.operation();
            return aws.refuse(request, new ServiceFault(refusal.code(), refusal.status(), message, Map.of()));
        }
        return aws.exchange(request);
    }
}
