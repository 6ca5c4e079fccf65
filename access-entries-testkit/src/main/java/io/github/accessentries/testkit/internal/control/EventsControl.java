package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.record.CloudTrailJson;
import io.github.accessentries.testkit.internal.wire.record.Trail;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.util.Map;

/** Shows the recorded calls to the outside. */
public record EventsControl(Trail<RecordedCall> trail) implements ControlTopic {

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("GET /_fake/events", ControlHandler.withoutBody(this::events));
    }

    private Response events(ControlCall call) {
        JsonArray events = new JsonArray();
        trail.calls().forEach(each -> events.add(CloudTrailJson.of(each)));
        JsonObject answer = new JsonObject();
        answer.add("events", events);
        return Response.json(200, answer);
    }
}
