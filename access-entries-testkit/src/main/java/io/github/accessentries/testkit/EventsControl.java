package io.github.accessentries.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.wire.CloudTrailJson;
import io.github.accessentries.testkit.wire.ControlCall;
import io.github.accessentries.testkit.wire.ControlHandler;
import io.github.accessentries.testkit.wire.ControlTopic;
import io.github.accessentries.testkit.wire.Response;
import java.util.Map;

/** Shows the recorded calls to the outside. */
record EventsControl(FakeEks eks) implements ControlTopic {

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("GET /_fake/events", this::events);
    }

    private Response events(ControlCall call) {
        JsonArray events = new JsonArray();
        eks.calls().forEach(each -> events.add(CloudTrailJson.of(each)));
        JsonObject answer = new JsonObject();
        answer.add("events", events);
        return Response.json(200, answer);
    }
}
