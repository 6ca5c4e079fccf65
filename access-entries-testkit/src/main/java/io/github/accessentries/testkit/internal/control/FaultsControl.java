package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.wire.fault.Fault;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scripts faults from outside. */
public record FaultsControl(FaultScript faults) implements ControlTopic {

    private record Wanted(
            @Nullable String operation,
            @Nullable String verb,
            @Nullable String resource,
            @Nullable String error,
            @Nullable Integer status,
            @Nullable Long delayMillis,
            @Nullable Boolean cutConnection,
            @Nullable Boolean afterChange,
            @Nullable Integer times) {}

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("POST /_fake/faults", this::add, "DELETE /_fake/faults", ControlHandler.withoutBody(this::clear));
    }

    private Response add(ControlCall call) {
        Wanted wanted = call.as(Wanted.class);
        Fault fault = begun(wanted);
        if (wanted.delayMillis() != null) {
            fault = fault.delayedBy(Duration.ofMillis(wanted.delayMillis()));
        }
        if (wanted.error() != null && wanted.status() != null) {
            fault = fault.refusing(wanted.error(), wanted.status());
        } else if (wanted.error() != null || wanted.status() != null) {
            throw new IllegalArgumentException("An error needs a code and a status, for example"
                    + " \"error\":\"ThrottlingException\",\"status\":429");
        }
        if (Boolean.TRUE.equals(wanted.cutConnection())) {
            fault = fault.cutting();
        }
        if (Boolean.TRUE.equals(wanted.afterChange())) {
            fault = fault.losingTheAnswer();
        }
        script(fault, wanted.times());
        return Response.json(201, new JsonObject());
    }

    private static Fault begun(Wanted wanted) {
        if (wanted.operation() != null && wanted.verb() == null && wanted.resource() == null) {
            return Fault.on(wanted.operation());
        }
        if (wanted.operation() == null && wanted.verb() != null && wanted.resource() != null) {
            return Fault.onKubernetes(wanted.verb(), wanted.resource());
        }
        throw new IllegalArgumentException("Name the operation, for example CreateAccessEntry, or * for all; or for"
                + " calls to a cluster's own API verb and resource, for example list and pods, or * for any");
    }

    private void script(Fault fault, @Nullable Integer times) {
        try {
            faults.add(fault).times(times == null ? 1 : times);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "Say what goes wrong: error and status, delayMillis or cutConnection", e);
        }
    }

    private Response clear(ControlCall call) {
        faults.clear();
        return Response.json(200, new JsonObject());
    }
}
