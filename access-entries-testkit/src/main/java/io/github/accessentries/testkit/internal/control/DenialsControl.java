package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonObject;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.wire.message.EksActions;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Denies actions to principals from outside. */
public record DenialsControl(Iam iam) implements ControlTopic {

    private record Wanted(@Nullable String arn, @Nullable List<String> actions) {}

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of(
                "POST /_fake/iam/denials",
                this::deny,
                "DELETE /_fake/iam/denials",
                ControlHandler.withoutBody(this::clear));
    }

    private Response deny(ControlCall call) {
        Wanted wanted = call.as(Wanted.class);
        if (wanted.arn() == null || wanted.actions() == null) {
            throw new IllegalArgumentException("Name the arn of a principal, and the actions to deny as a list,"
                    + " for example [\"eks:CreateAccessEntry\"]");
        }
        String principal = PrincipalArn.of(wanted.arn()).toString();
        IamArn arn = IamArn.parse(principal)
                .orElseThrow(() -> new IllegalArgumentException(principal + " is longer than IAM allows"));
        iam.denials().add(arn, EksActions.toDeny(principal, wanted.actions()));
        return Response.json(201, new JsonObject());
    }

    private Response clear(ControlCall call) {
        iam.denials().clear();
        return Response.json(200, new JsonObject());
    }
}
