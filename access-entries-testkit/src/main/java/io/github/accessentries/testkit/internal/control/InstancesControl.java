package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.Instances;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.Map;

/** The EC2 instances that clusters know. */
record InstancesControl(Instances instances) implements ControlTopic {

    private static final String ID = "instanceId";
    private static final String NAME = "privateDnsName";

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("POST /_fake/ec2/instances", this::put);
    }

    private Response put(ControlCall call) {
        JsonBody body = call.json(ID, NAME);
        String id = body.textOrEmpty(ID);
        String name = body.textOrEmpty(NAME);
        instances.put(id, name);
        JsonObject answer = new JsonObject();
        answer.addProperty(ID, id);
        answer.addProperty(NAME, name);
        return Response.json(201, answer);
    }
}
