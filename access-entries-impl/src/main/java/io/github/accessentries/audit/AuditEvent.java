package io.github.accessentries.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event of {@code audit.k8s.io/v1}, of which only those parts are read that a policy can depend on. */
final class AuditEvent {

    private static final String API_VERSION = "audit.k8s.io/v1";
    private static final String KIND = "Event";
    private static final String CREATE = "create";
    private static final String DELETE_COLLECTION = "deletecollection";

    /** When a request has only come in. Of a long one it is told that its answer has begun; those of the others are over. */
    private static final String RECEIVED = "RequestReceived";

    private static final Set<String> LATER_STAGES = Set.of("ResponseStarted", "ResponseComplete", "Panic");

    private final EventMembers members;

    private AuditEvent(EventMembers members) {
        this.members = members;
    }

    /** Whether an object is such an event, by its kind. */
    static boolean is(JsonObject object) {
        return isText(object.get("kind"), KIND) && isText(object.get("apiVersion"), API_VERSION);
    }

    private static boolean isText(@Nullable JsonElement member, String text) {
        return member instanceof JsonPrimitive primitive
                && primitive.isString()
                && primitive.getAsString().equals(text);
    }

    static AuditEvent of(JsonObject event) {
        return new AuditEvent(new EventMembers(event, ""));
    }

    /** Who made the request. */
    KubernetesUser caller() throws UnreadableEvent {
        return user(members.object("user").orElseThrow(() -> new UnreadableEvent("it has no user")));
    }

    /** In whose name it was made. */
    Optional<KubernetesUser> impersonated() throws UnreadableEvent {
        Optional<EventMembers> other = members.object("impersonatedUser");
        return other.isEmpty() ? Optional.empty() : Optional.of(user(other.get()));
    }

    private static KubernetesUser user(EventMembers user) throws UnreadableEvent {
        KubernetesUser.Builder read = KubernetesUser.builder()
                .username(user.text("username"))
                .uid(user.textIfAny("uid"))
                .groups(new LinkedHashSet<>(user.texts("groups")));
        Optional<EventMembers> extra = user.object("extra");
        return (extra.isEmpty() ? read : read.extra(extra.get().lists())).build();
    }

    /** Whether it tells of a request that has only come in. */
    boolean hasOnlyBegun() throws UnreadableEvent {
        String stage = members.text("stage");
        if (!stage.equals(RECEIVED) && !LATER_STAGES.contains(stage)) {
            throw new UnreadableEvent("its stage is unknown");
        }
        return stage.equals(RECEIVED);
    }

    AuditedRequest request() throws UnreadableEvent {
        Optional<KubernetesUser> impersonated = impersonated();
        KubernetesUser caller = caller();
        Optional<EventMembers> annotations = members.object("annotations");
        Optional<EventMembers> status = members.object("responseStatus");
        return AuditedRequest.builder()
                .auditId(members.text("auditID"))
                .time(time())
                .user(impersonated.orElse(caller))
                .impersonator(impersonated.map(other -> caller))
                .request(asked())
                .requestUri(members.text("requestURI"))
                .decision(annotations.isEmpty() ? "" : annotations.get().textIfAny("authorization.k8s.io/decision"))
                .status(status.isEmpty() ? 0 : status.get().status("code"))
                .build();
    }

    private Instant time() throws UnreadableEvent {
        String received = members.textIfAny("requestReceivedTimestamp");
        String time = received.isEmpty() ? members.text("stageTimestamp") : received;
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw new UnreadableEvent("its time is none");
        }
    }

    private AccessRequest asked() throws UnreadableEvent {
        Optional<EventMembers> object = members.object("objectRef");
        String verb = members.text("verb");
        if (object.isEmpty()) {
            String path = RequestUri.path(members.text("requestURI"));
            return AccessRequest.asReceived().verb(verb).path(path).build();
        }
        EventMembers asked = object.get();
        String subresource = asked.textIfAny("subresource");
        // What is created may be named by its body, which the authorizer does not see, and which logs with bodies tell
        // here.
        boolean isNamed = !verb.equals(DELETE_COLLECTION) && !(verb.equals(CREATE) && subresource.isEmpty());
        return AccessRequest.asReceived()
                .verb(verb)
                .apiGroup(asked.textIfAny("apiGroup"))
                .resource(asked.text("resource"))
                .subresource(subresource)
                .namespace(asked.textIfAny("namespace"))
                .name(isNamed ? asked.textIfAny("name") : "")
                .build();
    }
}
