package io.github.accessentries.testkit.internal.kubernetes.fault;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;

/** A refusal by a cluster's API, which a client receives as an object of kind {@code Status}. */
public final class ApiFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient JsonObject details;

    ApiFault(int code, String reason, String message, JsonObject details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** The HTTP status. */
    public int code() {
        return code;
    }

    /** Kubernetes' word for the kind of refusal, for example {@code NotFound}. */
    public String reason() {
        return reason;
    }

    /** The refusal, said in full. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** The refusal as the object that clients read. */
    public JsonObject status() {
        JsonObject status = new JsonObject();
        status.addProperty("kind", "Status");
        status.addProperty("apiVersion", "v1");
        status.add("metadata", new JsonObject());
        status.addProperty("status", "Failure");
        status.addProperty("message", message());
        if (!reason.isEmpty()) {
            status.addProperty("reason", reason);
        }
        if (!details.isEmpty()) {
            status.add("details", details.deepCopy());
        }
        status.addProperty("code", code);
        return status;
    }

    /** The refusal as an answer. */
    public ApiResponse response() {
        return ApiResponse.json(code, status());
    }
}
