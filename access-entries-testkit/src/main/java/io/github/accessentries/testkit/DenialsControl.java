package io.github.accessentries.testkit;

import com.google.gson.JsonObject;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.testkit.wire.ControlCall;
import io.github.accessentries.testkit.wire.ControlHandler;
import io.github.accessentries.testkit.wire.ControlTopic;
import io.github.accessentries.testkit.wire.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Denies actions to principals from outside. */
record DenialsControl(FakeIam iam) implements ControlTopic {

    private record Wanted(@Nullable String arn, @Nullable List<String> actions) {}

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of("POST /_fake/iam/denials", this::deny, "DELETE /_fake/iam/denials", this::clear);
    }

    private Response deny(ControlCall call) {
        Wanted wanted = call.as(Wanted.class);
        if (wanted.arn() == null || wanted.actions() == null) {
            throw new IllegalArgumentException("Name the arn of a principal, and the actions to deny as a list,"
                    + " for example [\"eks:CreateAccessEntry\"]");
        }
        iam.deny(PrincipalArn.of(wanted.arn()), wanted.actions().toArray(String[]::new));
        return Response.json(201, new JsonObject());
    }

    private Response clear(ControlCall call) {
        iam.allowAll();
        return Response.json(200, new JsonObject());
    }
}
