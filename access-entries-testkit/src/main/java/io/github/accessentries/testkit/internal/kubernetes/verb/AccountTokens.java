package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.caller.ServiceAccountLogin;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectBodies;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.oidc.BoundObject;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccount;
import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives out tokens of service accounts: TokenRequest. */
record AccountTokens(ObjectBodies bodies, ObjectStore store, Clock clock, TokenIssuer issuer) implements ObjectHandler {

    private static final ResourceType TYPE = new ResourceType(
            "authentication.k8s.io", "v1", "", "TokenRequest", "", true, List.of(), List.of(), Set.of(), Set.of());
    private static final int CREATED = 201;
    private static final long DEFAULT_SECONDS = 3600;
    private static final long LEAST_SECONDS = 600;
    private static final long MOST_SECONDS = 1L << 32;
    private static final Set<String> BOUND_TO = Set.of("Node", "Pod", "Secret");

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        JsonObject request = bodies.object(call.request(), TYPE, WriteOptions.CREATE)
                .object()
                .json();
        JsonObject spec = object(request, "spec");
        long seconds =
                spec.has("expirationSeconds") ? spec.get("expirationSeconds").getAsLong() : DEFAULT_SECONDS;
        requireInRange(seconds);
        ObjectKey key = call.info().key(type);
        KubeObject account =
                store.get(type.groupResource(), key).orElseThrow(() -> ApiFaults.notFound(type, key.name()));
        Optional<BoundObject> bound = Optional.of(object(spec, "boundObjectRef"))
                .filter(reference -> reference.size() > 0)
                .map(reference -> bound(reference, key));
        List<String> audiences = audiences(spec);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String token = issuer.mint(
                new ServiceAccount(key.namespace(), key.name(), account.uid(), bound),
                audiences,
                Duration.ofSeconds(seconds));
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", TYPE.kind());
        answer.addProperty("apiVersion", TYPE.apiVersion());
        answer.add("metadata", metadata(key, now));
        spec.add("audiences", Json.texts(audiences));
        spec.addProperty("expirationSeconds", seconds);
        answer.add("spec", spec);
        JsonObject status = new JsonObject();
        status.addProperty("token", token);
        status.addProperty("expirationTimestamp", now.plusSeconds(seconds).toString());
        answer.add("status", status);
        return ApiResponse.json(CREATED, answer);
    }

    private static JsonObject metadata(ObjectKey key, Instant now) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", key.name());
        metadata.addProperty("namespace", key.namespace());
        metadata.addProperty("creationTimestamp", now.toString());
        return metadata;
    }

    private static void requireInRange(long seconds) {
        String detail = seconds < LEAST_SECONDS
                ? "may not specify a duration less than 10 minutes"
                : seconds > MOST_SECONDS ? "may not specify a duration larger than 2^32 seconds" : "";
        if (!detail.isEmpty()) {
            throw ApiFaults.invalid(
                    TYPE, "", List.of(Cause.invalid("spec.expirationSeconds", Long.toString(seconds), detail)));
        }
    }

    private static List<String> audiences(JsonObject spec) {
        List<String> audiences = new ArrayList<>();
        if (spec.has("audiences")) {
            spec.getAsJsonArray("audiences").forEach(each -> audiences.add(each.getAsString()));
        }
        return audiences.isEmpty() ? List.of(ServiceAccountLogin.AUDIENCE) : audiences;
    }

    private BoundObject bound(JsonObject reference, ObjectKey account) {
        String kind = text(reference, "kind");
        String name = text(reference, "name");
        if (!text(reference, "apiVersion").equals("v1") || !BOUND_TO.contains(kind)) {
            throw ApiFaults.badRequest("cannot bind token to object of type " + text(reference, "apiVersion")
                    + ", Kind=" + kind + "; a token can be bound to a Pod, a Secret or a Node of v1");
        }
        ResourceType type = BuiltInTypes.get().ofKind("v1", kind).orElseThrow();
        KubeObject object = store.get(
                        new GroupResource("", type.resource()),
                        new ObjectKey(type.namespaced() ? account.namespace() : "", name))
                .orElseThrow(() -> ApiFaults.notFound(type, name));
        if (kind.equals("Pod")) {
            requireRunningAs(object, account.name());
        }
        String uid = text(reference, "uid");
        if (!uid.isEmpty() && !uid.equals(object.uid())) {
            throw ApiFaults.conflict(
                    type,
                    name,
                    "the UID in the bound object reference (" + uid
                            + ") does not match the UID in record. The object might"
                            + " have been deleted and then recreated");
        }
        return new BoundObject(kind, name, object.uid());
    }

    private static void requireRunningAs(KubeObject pod, String account) {
        String used = pod.object("spec")
                .map(spec -> text(spec, "serviceAccountName"))
                .filter(name -> !name.isEmpty())
                .orElse("default");
        if (!used.equals(account)) {
            throw ApiFaults.badRequest("cannot bind token for serviceaccount \"" + account
                    + "\" to pod running with serviceaccount \"" + used + "\"");
        }
    }

    private static JsonObject object(JsonObject parent, String member) {
        return parent.get(member) instanceof JsonObject object ? object.deepCopy() : new JsonObject();
    }

    private static String text(JsonObject object, String member) {
        return object.has(member) ? object.get(member).getAsString() : "";
    }
}
