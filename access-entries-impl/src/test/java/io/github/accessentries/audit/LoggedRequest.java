package io.github.accessentries.audit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.AccessRequest;
import java.net.URI;
import java.net.URISyntaxException;

/** Events as kube-apiserver writes them, for one user. */
final class LoggedRequest {

    static final String DEV = "arn:aws:iam::111122223333:role/dev";
    static final String SESSION = "arn:aws:sts::111122223333:assumed-role/dev/ana";

    private LoggedRequest() {}

    /** A request that was let in. */
    static JsonObject of(String auditId, AccessRequest request) {
        JsonObject event = new JsonObject();
        event.addProperty("kind", "Event");
        event.addProperty("apiVersion", "audit.k8s.io/v1");
        event.addProperty("level", "Metadata");
        event.addProperty("auditID", auditId);
        event.addProperty("stage", "ResponseComplete");
        event.addProperty("requestURI", uri(request));
        event.addProperty("verb", request.verb());
        event.add("user", user(SESSION, DEV));
        if (request.isForResource()) {
            JsonObject object = new JsonObject();
            object.addProperty("resource", request.resource());
            request.namespace().ifPresent(namespace -> object.addProperty("namespace", namespace));
            request.name().ifPresent(name -> object.addProperty("name", name));
            if (!request.apiGroup().isEmpty()) {
                object.addProperty("apiGroup", request.apiGroup());
            }
            object.addProperty("apiVersion", "v1");
            request.subresource().ifPresent(part -> object.addProperty("subresource", part));
            event.add("objectRef", object);
        }
        JsonObject status = new JsonObject();
        status.add("metadata", new JsonObject());
        status.addProperty("code", 200);
        event.add("responseStatus", status);
        event.addProperty("requestReceivedTimestamp", "2026-01-01T10:00:00.123456Z");
        event.addProperty("stageTimestamp", "2026-01-01T10:00:00.223456Z");
        decide(event, "allow");
        return event;
    }

    static void decide(JsonObject event, String decision) {
        JsonObject annotations = new JsonObject();
        annotations.addProperty("authorization.k8s.io/decision", decision);
        annotations.addProperty("authorization.k8s.io/reason", "");
        event.add("annotations", annotations);
    }

    static JsonObject user(String username, String canonicalArn) {
        JsonObject user = new JsonObject();
        user.addProperty("username", username);
        user.addProperty("uid", "aws-iam-authenticator:111122223333:AROAEXAMPLE");
        JsonArray groups = new JsonArray();
        groups.add("team-a");
        groups.add("system:authenticated");
        user.add("groups", groups);
        JsonObject extra = new JsonObject();
        extra.add("canonicalArn", list(canonicalArn));
        extra.add("arn", list(username));
        extra.add("principalId", list("AROAEXAMPLE"));
        extra.add("accessKeyId", list("ASIAEXAMPLE"));
        user.add("extra", extra);
        return user;
    }

    private static JsonArray list(String text) {
        JsonArray list = new JsonArray();
        list.add(text);
        return list;
    }

    private static String uri(AccessRequest request) {
        if (!request.isForResource()) {
            try {
                return new URI(null, null, request.path().orElseThrow(), null).toASCIIString();
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return (request.apiGroup().isEmpty() ? "/api/v1" : "/apis/" + request.apiGroup() + "/v1")
                + request.namespace()
                        .map(namespace -> "/namespaces/" + namespace)
                        .orElse("") + "/" + request.resource()
                + request.name().map(name -> "/" + name).orElse("")
                + request.subresource().map(part -> "/" + part).orElse("");
    }
}
