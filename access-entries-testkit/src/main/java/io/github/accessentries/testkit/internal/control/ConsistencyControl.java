package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long changes take to propagate. A missing member means zero. */
record ConsistencyControl(Cloud cloud) implements ControlTopic {

    private static final String IAM = "iamSeconds";
    private static final String ENTRIES = "entrySeconds";
    private static final double MILLIS = 1000;

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("POST /_fake/consistency", this::set);
    }

    private Response set(ControlCall call) {
        JsonBody body = call.json(IAM, ENTRIES);
        Duration iam = orZero(body.seconds(IAM));
        Duration entries = orZero(body.seconds(ENTRIES));
        cloud.delays(iam, entries);
        JsonObject answer = new JsonObject();
        answer.addProperty(IAM, iam.toMillis() / MILLIS);
        answer.addProperty(ENTRIES, entries.toMillis() / MILLIS);
        return Response.json(200, answer);
    }

    private static Duration orZero(@Nullable Duration duration) {
        return duration == null ? Duration.ZERO : duration;
    }
}
