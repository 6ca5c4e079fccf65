package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The time, which a control call lets pass. */
record ClockControl(Clock clock, Consumer<Duration> advance) implements ControlTopic {

    private static final String SECONDS = "advanceSeconds";

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("POST /_fake/clock", this::move);
    }

    private Response move(ControlCall call) {
        Duration seconds = call.json(SECONDS).seconds(SECONDS);
        if (seconds == null) {
            throw new IllegalArgumentException("Say how many seconds to advance, as in {\"" + SECONDS + "\": 15}");
        }
        advance.accept(seconds);
        long now = clock.instant().getEpochSecond();
        return Response.json(200, Json.object("now", new JsonPrimitive(now)));
    }
}
