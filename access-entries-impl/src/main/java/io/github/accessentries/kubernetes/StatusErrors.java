package io.github.accessentries.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;

/** Translates unsuccessful answers of the Kubernetes API into the library's own exceptions. */
final class StatusErrors {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int MAX_REASON = 500;

    private StatusErrors() {}

    /**
     * Translates an answer.
     *
     * @param method the HTTP method
     * @param path what was read or written
     * @param code the HTTP status
     * @param body the body of the answer, usually a Status object
     */
    static AccessEntriesException translate(String method, String path, int code, String body) {
        ErrorContext context = ErrorContext.builder().statusCode(code).build();
        String what = "Could not " + method + " " + path + " at the Kubernetes API: " + reason(body) + " (status "
                + code + "); ";
        return switch (code) {
            case UNAUTHORIZED ->
                new AccessDeniedException(
                        what + "the cluster does not know the caller; check its credentials and its access entry",
                        context,
                        null);
            case FORBIDDEN ->
                new AccessDeniedException(
                        what
                                + (method.equals("GET") || method.equals("WATCH")
                                        ? "bind a role with the verbs get, list and watch on it to the caller"
                                        : "the caller needs the verb on it, and whoever gives roles or bindings must have all"
                                                + " that these give, or the verbs escalate and bind"),
                        context,
                        null);
            case CONFLICT ->
                new AccessConflictException(
                        what + "somebody else has made or changed it; look at it, and plan again", context, null);
            case UNPROCESSABLE ->
                new InvalidAccessRequestException(what + "correct what the object says", context, null);
            case TOO_MANY_REQUESTS ->
                new ThrottledException(what + "call less often, or try again later", context, null);
            default ->
                code >= SERVER_ERROR
                        ? new UnavailableException(what + "try again later", context, null)
                        : new AccessEntriesException(what + "check the address of the cluster", context, null);
        };
    }

    /** Whether a body is what an API server answers when it refuses, rather than somebody in its place. */
    static boolean isStatus(String body) {
        try {
            return JsonParser.parseString(body) instanceof JsonObject status
                    && status.get("kind") instanceof JsonPrimitive kind
                    && kind.getAsString().equals("Status");
        } catch (JsonParseException e) {
            return false;
        }
    }

    /** The message of the API server. Other answers are not quoted, since they could contain anything. */
    private static String reason(String body) {
        try {
            if (JsonParser.parseString(body) instanceof JsonObject status
                    && status.get("message") instanceof JsonPrimitive message) {
                String text = message.getAsString();
                return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
            }
        } catch (JsonParseException e) {
            return "no readable reason";
        }
        return "no reason given";
    }
}
