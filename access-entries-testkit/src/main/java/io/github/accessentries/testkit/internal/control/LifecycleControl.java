package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.Map;

/** Health of the fake, and its reset. */
record LifecycleControl(Runnable reset) implements ControlTopic {

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of(
                "GET /_fake/health", ControlHandler.withoutBody(call -> ok()),
                "HEAD /_fake/health", ControlHandler.withoutBody(call -> ok()),
                "POST /_fake/reset", ControlHandler.withoutBody(this::reset));
    }

    private Response reset(ControlCall call) {
        reset.run();
        return ok();
    }

    private static Response ok() {
        JsonObject json = Json.object("status", new JsonPrimitive("ok"));
        return Response.json(200, json);
    }
}
