package io.github.accessentries.testkit.internal.kubernetes.fault;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.List;
import java.util.Set;

/** The refusals that a cluster's API has, each in the words of kube-apiserver. */
public final class ApiFaults {

    private ApiFaults() {}

    /**
     * One thing that is wrong with an object.
     *
     * @param reason Kubernetes' word, for example {@code FieldValueRequired}
     * @param field where, for example {@code metadata.name}
     * @param message what is wrong, without the field
     */
    public record Cause(String reason, String field, String message) {

        /** A field that is needed and missing. */
        public static Cause required(String field, String detail) {
            return new Cause("FieldValueRequired", field, "Required value" + (detail.isEmpty() ? "" : ": " + detail));
        }

        /** A field that has a wrong value. */
        public static Cause invalid(String field, String jsonValue, String detail) {
            return new Cause("FieldValueInvalid", field, "Invalid value: " + jsonValue + ": " + detail);
        }

        /** A field whose value is not one of those there are. */
        public static Cause unsupported(String field, String jsonValue, List<String> supported) {
            String all = String.join(
                    ", ", supported.stream().map(each -> '"' + each + '"').toList());
            return new Cause(
                    "FieldValueNotSupported", field, "Unsupported value: " + jsonValue + ": supported values: " + all);
        }

        /** A field that may not be there, or not so. */
        public static Cause forbidden(String field, String detail) {
            return new Cause("FieldValueForbidden", field, "Forbidden: " + detail);
        }
    }

    /** The caller is not known. */
    public static ApiFault unauthorized() {
        return new ApiFault(401, "Unauthorized", "Unauthorized", new JsonObject());
    }

    /**
     * The caller may not.
     *
     * @param qualified resource and group, empty for a path
     * @param name the object, empty if none is meant
     * @param message what follows the name, for example {@code User "u" cannot list resource …}
     */
    public static ApiFault forbidden(QualifiedName qualified, String name, String message) {
        String subject = qualified.resource().isEmpty()
                ? ""
                : name.isEmpty() ? qualified + " is " : qualified + " \"" + name + "\" is ";
        return new ApiFault(403, "Forbidden", subject + "forbidden: " + message, details(qualified, name));
    }

    /** The caller may in general, but not now or not like this; with causes for programs. */
    public static ApiFault forbidden(ResourceType type, String name, String message, List<Cause> causes) {
        QualifiedName qualified = QualifiedName.of(type);
        JsonObject details = details(qualified, name);
        if (!causes.isEmpty()) {
            details.add("causes", causes(causes));
        }
        return new ApiFault(403, "Forbidden", qualified + " \"" + name + "\" is forbidden: " + message, details);
    }

    /** A resource with its group, as refusals name it: {@code roles.rbac.authorization.k8s.io}. */
    public record QualifiedName(String group, String resource) {

        /** That of a kind. */
        public static QualifiedName of(ResourceType type) {
            return new QualifiedName(type.group(), type.resource());
        }

        @Override
        public String toString() {
            return group.isEmpty() ? resource : resource + "." + group;
        }
    }

    /** There is no such object. */
    public static ApiFault notFound(ResourceType type, String name) {
        QualifiedName qualified = QualifiedName.of(type);
        return new ApiFault(404, "NotFound", qualified + " \"" + name + "\" not found", details(qualified, name));
    }

    /** There is nothing at this path. */
    public static ApiFault noSuchPath() {
        return new ApiFault(404, "NotFound", "the server could not find the requested resource", new JsonObject());
    }

    /** There is such an object already. */
    public static ApiFault alreadyExists(ResourceType type, String name) {
        QualifiedName qualified = QualifiedName.of(type);
        return new ApiFault(
                409, "AlreadyExists", qualified + " \"" + name + "\" already exists", details(qualified, name));
    }

    /**
     * The object is not what the caller thinks.
     *
     * @param message what follows the name
     */
    public static ApiFault conflict(ResourceType type, String name, String message) {
        QualifiedName qualified = QualifiedName.of(type);
        return new ApiFault(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified + " \"" + name + "\": " + message,
                details(qualified, name));
    }

    /** The object was changed since the caller read it. */
    public static ApiFault modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** Other managers own fields that an apply would change; one cause for each field. */
    public static ApiFault applyConflict(String message, List<Cause> causes) {
        JsonObject details = new JsonObject();
        details.add("causes", causes(causes));
        return new ApiFault(409, "Conflict", message, details);
    }

    /** The object cannot be like this. */
    public static ApiFault invalid(ResourceType type, String name, List<Cause> causes) {
        JsonObject details = new JsonObject();
        if (!name.isEmpty()) {
            details.addProperty("name", name);
        }
        if (!type.group().isEmpty()) {
            details.addProperty("group", type.group());
        }
        details.addProperty("kind", type.kind());
        details.add("causes", causes(causes));
        List<String> texts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        String all = texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
        String qualifiedKind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
        return new ApiFault(422, "Invalid", qualifiedKind + " \"" + name + "\" is invalid: " + all, details);
    }

    /** The options of a call cannot be like this. */
    public static ApiFault invalidOptions(String kind, List<Cause> causes) {
        ResourceType options =
                new ResourceType("meta.k8s.io", "v1", "", kind, "", false, List.of(), List.of(), Set.of(), Set.of());
        return invalid(options, "", causes);
    }

    /** The object is refused for a reason that Kubernetes has no word for. */
    public static ApiFault refused(String message) {
        return new ApiFault(500, "", message, new JsonObject());
    }

    /** The version that is asked for is still to come. */
    public static ApiFault versionToCome(long asked, long current) {
        JsonObject details = new JsonObject();
        details.add("causes", causes(List.of(new Cause("ResourceVersionTooLarge", "", "Too large resource version"))));
        details.addProperty("retryAfterSeconds", 1);
        return new ApiFault(
                504, "Timeout", "Timeout: Too large resource version: " + asked + ", current: " + current, details);
    }

    /** The request cannot be understood. */
    public static ApiFault badRequest(String message) {
        return new ApiFault(400, "BadRequest", message, new JsonObject());
    }

    /** The method does not go with the path. */
    public static ApiFault methodNotAllowed() {
        return new ApiFault(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                new JsonObject());
    }

    /** The client takes nothing that the server can give. */
    public static ApiFault notAcceptable(String supported) {
        return new ApiFault(
                406, "NotAcceptable", "only the following media types are accepted: " + supported, new JsonObject());
    }

    /** The body is of a type that the server cannot read. */
    public static ApiFault unsupportedMediaType(String supported) {
        return new ApiFault(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + supported,
                new JsonObject());
    }

    /**
     * A watch was asked for over a WebSocket. Clients that try this first go on with plain HTTP when they are not answered
     * with 101 but 200; after 503 they do so as well, but repeat the call for minutes before.
     */
    public static ApiFault noWebSocket() {
        return new ApiFault(
                200,
                "ServiceUnavailable",
                "this fake cluster has no WebSockets; watch by plain HTTP, without the header Upgrade",
                new JsonObject());
    }

    /** The body is too long. */
    public static ApiFault tooLarge(int limit) {
        return new ApiFault(
                413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit, new JsonObject());
    }

    /** The request asks for too much. */
    public static ApiFault tooLarge(String message) {
        return new ApiFault(413, "RequestEntityTooLarge", "Request entity too large: " + message, new JsonObject());
    }

    /**
     * A patch is well formed, and does not fit the object. Kubernetes says no more than that; why, stands in a cause.
     *
     * @param reason why it does not fit
     */
    public static ApiFault unfitPatch(String reason) {
        JsonObject details = new JsonObject();
        details.add("causes", causes(List.of(new Cause("UnexpectedServerResponse", "patch", reason))));
        return new ApiFault(422, "Invalid", "the server rejected our request due to an error in our request", details);
    }

    /** The server failed, in words that it has from elsewhere. */
    public static ApiFault failed(String message) {
        return new ApiFault(500, "", message, new JsonObject());
    }

    /** A version of the past that is no longer known. */
    public static ApiFault expired(String message) {
        return new ApiFault(410, "Expired", message, new JsonObject());
    }

    /** The server knows what is meant and does not do it. */
    public static ApiFault notImplemented(String message) {
        return new ApiFault(501, "NotImplemented", message, new JsonObject());
    }

    /** The server failed. */
    public static ApiFault internal(String message) {
        return new ApiFault(500, "InternalError", "Internal error occurred: " + message, new JsonObject());
    }

    /** A refusal that a test has asked for. */
    public static ApiFault scripted(String reason, int code, String message) {
        return new ApiFault(code, reason, message, new JsonObject());
    }

    private static JsonObject details(QualifiedName qualified, String name) {
        JsonObject details = new JsonObject();
        if (!name.isEmpty()) {
            details.addProperty("name", name);
        }
        if (!qualified.group().isEmpty()) {
            details.addProperty("group", qualified.group());
        }
        if (!qualified.resource().isEmpty()) {
            details.addProperty("kind", qualified.resource());
        }
        return details;
    }

    private static JsonArray causes(List<Cause> causes) {
        JsonArray array = new JsonArray();
        for (Cause cause : causes) {
            JsonObject json = new JsonObject();
            json.addProperty("reason", cause.reason());
            json.addProperty("message", cause.message());
            json.addProperty("field", cause.field());
            array.add(json);
        }
        return array;
    }
}
