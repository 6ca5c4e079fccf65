package io.github.accessentries.testkit.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.controlplane.ControlPlane;
import io.github.accessentries.testkit.internal.controlplane.ControlPlanes;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.webhook.SubjectAccessReviewHandler;
import io.github.accessentries.webhook.TokenReviewHandler;
import io.github.accessentries.webhook.WebhookAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Moves and fills clusters from outside, and answers the webhooks of their API servers. */
public record ClustersControl(ControlPlanes clusters) implements ControlTopic {

    private static final String CLUSTER = "/_fake/clusters/{name}/";

    private record Platform(
            @Nullable String kubernetesVersion, @Nullable String platformVersion) {}

    @Override
    public Map<String, ControlHandler> handlers() {
        return Map.of(
                "PUT " + CLUSTER + "platform", this::platform,
                "GET " + CLUSTER + "settle", ControlHandler.withoutBody(this::settle),
                "PUT " + CLUSTER + "rbac", this::rbac,
                "PUT " + CLUSTER + "aws-auth", this::awsAuth,
                "GET " + CLUSTER + "calls", ControlHandler.withoutBody(this::calls),
                "POST " + CLUSTER + "authenticate", this::authenticate,
                "POST " + CLUSTER + "authorize", this::authorize);
    }

    private ControlPlane cluster(ControlCall call) {
        try {
            return clusters.of(call.label("name"));
        } catch (NoSuchElementException e) {
            throw new ServiceFault("ResourceNotFoundException", 404, String.valueOf(e.getMessage()), Map.of());
        }
    }

    private Response platform(ControlCall call) {
        Platform platform = call.as(Platform.class);
        if (platform.kubernetesVersion() == null || platform.platformVersion() == null) {
            throw new IllegalArgumentException("Name both versions, for example"
                    + " {\"kubernetesVersion\":\"1.28\",\"platformVersion\":\"eks.5\"}");
        }
        cluster(call).platform(platform.kubernetesVersion(), platform.platformVersion());
        return done();
    }

    private Response settle(ControlCall call) {
        cluster(call).settle();
        return done();
    }

    private Response rbac(ControlCall call) {
        RbacObjects objects = RbacObjects.parse(new String(call.body(), UTF_8));
        cluster(call).rbac(objects);
        List<String> told = new ArrayList<>(objects.faults());
        told.addAll(objects.withoutEffect());
        return done(told);
    }

    private Response awsAuth(ControlCall call) {
        AwsAuth awsAuth = cluster(call).awsAuth(new String(call.body(), UTF_8));
        return done(awsAuth.faults());
    }

    private Response calls(ControlCall call) {
        JsonArray calls = new JsonArray();
        cluster(call).calls().forEach(each -> calls.add(KubernetesCallJson.of(each)));
        JsonObject answer = new JsonObject();
        answer.add("calls", calls);
        return Response.json(200, answer);
    }

    private Response authenticate(ControlCall call) {
        return response(TokenReviewHandler.of(cluster(call).authenticator()).handle(call.body()));
    }

    private Response authorize(ControlCall call) {
        return response(
                SubjectAccessReviewHandler.of(cluster(call).authorizer()).handle(call.body()));
    }

    private static Response response(WebhookAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Response(answer.status(), Headers.of(headers), answer.bytes());
    }

    private static Response done() {
        return Response.json(200, new JsonObject());
    }

    /** What was ignored: faults in these objects do not stop a cluster. */
    private static Response done(List<String> faults) {
        JsonArray array = new JsonArray();
        faults.forEach(array::add);
        JsonObject answer = new JsonObject();
        answer.add("faults", array);
        return Response.json(200, answer);
    }
}
