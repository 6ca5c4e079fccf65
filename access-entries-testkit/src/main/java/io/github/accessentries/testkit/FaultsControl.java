package io.github.accessentries.testkit;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.wire.ControlCall;
import io.github.accessentries.testkit.wire.ControlHandler;
import io.github.accessentries.testkit.wire.ControlTopic;
import io.github.accessentries.testkit.wire.Response;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scripts faults from outside. */
record FaultsControl(Faults faults) implements ControlTopic {

    private record Wanted(
            @Nullable String operation,
            @Nullable String error,
            @Nullable Integer status,
            @Nullable Long delayMillis,
            @Nullable Boolean cutConnection,
            @Nullable Boolean afterChange,
            @Nullable Integer times) {}

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("POST /_fake/faults", this::add, "DELETE /_fake/faults", this::clear);
    }

    private Response add(ControlCall call) {
        Wanted wanted = call.as(Wanted.class);
        if (wanted.operation() == null) {
            throw new IllegalArgumentException("Name the operation, for example CreateAccessEntry, or * for all");
        }
        Faults.Rule rule = faults.on(wanted.operation());
        if (wanted.delayMillis() != null) {
            rule = rule.delay(Duration.ofMillis(wanted.delayMillis()));
        }
        if (wanted.error() != null && wanted.status() != null) {
            rule = rule.fail(wanted.error(), wanted.status());
        } else if (wanted.error() != null || wanted.status() != null) {
            throw new IllegalArgumentException("An error needs a code and a status, for example"
                    + " \"error\":\"ThrottlingException\",\"status\":429");
        }
        if (Boolean.TRUE.equals(wanted.cutConnection())) {
            rule = rule.cutConnection();
        }
        if (Boolean.TRUE.equals(wanted.afterChange())) {
            rule = rule.afterChange();
        }
        script(rule, wanted.times());
        return Response.json(201, new JsonObject());
    }

    private static void script(Faults.Rule rule, @Nullable Integer times) {
        try {
            rule.times(times == null ? 1 : times);
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
