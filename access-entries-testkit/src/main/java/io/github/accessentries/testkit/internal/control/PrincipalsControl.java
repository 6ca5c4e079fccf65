package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.sts.Sts;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roles and users, with keys to call as them. */
record PrincipalsControl(Iam iam) implements ControlTopic {

    private static final String ARN = "arn";
    private static final String SESSION_NAME = "sessionName";
    private static final String DEFAULT_SESSION = "test-session";

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of(
                "POST /_fake/iam/principals",
                this::register,
                "DELETE /_fake/iam/principals",
                ControlHandler.withoutBody(this::delete, ARN));
    }

    private Response register(ControlCall call) {
        JsonBody body = call.json(ARN, SESSION_NAME);
        IamArn arn = arn(body.textOrEmpty(ARN));
        String sessionName = sessionName(arn, body.text(SESSION_NAME));
        StoredPrincipal principal = iam.register(arn);
        AccessKey key = iam.standingKey(principal, sessionName);
        JsonObject answer = new JsonObject();
        answer.addProperty(ARN, principal.arn().toString());
        answer.addProperty("principalId", principal.id());
        answer.addProperty("accessKeyId", key.accessKeyId());
        answer.addProperty("secretAccessKey", key.secretAccessKey());
        key.sessionToken().ifPresent(token -> answer.addProperty("sessionToken", token));
        return Response.json(201, answer);
    }

    private Response delete(ControlCall call) {
        boolean deleted = iam.delete(arn(call.query(ARN).orElse("")));
        return Response.json(200, Json.object("deleted", new JsonPrimitive(deleted)));
    }

    private static IamArn arn(String text) {
        return IamArn.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("arn \"" + text
                        + "\" is not that of an IAM role or user; give one like arn:aws:iam::111122223333:role/dev"));
    }

    private static String sessionName(IamArn arn, @Nullable String name) {
        if (name == null) {
            return DEFAULT_SESSION;
        }
        if (!arn.isRole()) {
            throw new IllegalArgumentException(
                    arn + " is a user, and only roles have sessions; leave " + SESSION_NAME + " out");
        }
        if (!Sts.canName(name)) {
            throw new IllegalArgumentException(SESSION_NAME + " \"" + name
                    + "\" is not one that STS accepts; use 2 to 64 letters, digits and any of _+=,.@-");
        }
        return name;
    }
}
