package io.github.accessentries.testkit.internal.wire.record;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.trail.RecordedCall;
import io.github.accessentries.testkit.trail.UserIdentity;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Recorded calls in the JSON of CloudTrail, as far as a fake knows its members. */
public final class CloudTrailJson {

    private static final String VERSION = "1.11";

    private CloudTrailJson() {}

    /**
     * Writes a call.
     *
     * @param call the call
     * @return the record; parameters, elements and error are absent where there are none
     */
    public static JsonObject of(RecordedCall call) {
        JsonObject json = new JsonObject();
        json.addProperty("eventVersion", VERSION);
        json.add("userIdentity", identity(call.userIdentity()));
        json.addProperty(
                "eventTime",
                DateTimeFormatter.ISO_INSTANT.format(call.eventTime().truncatedTo(ChronoUnit.SECONDS)));
        json.addProperty("eventSource", call.eventSource());
        json.addProperty("eventName", call.eventName());
        json.addProperty("awsRegion", call.awsRegion());
        call.errorCode().ifPresent(code -> json.addProperty("errorCode", code));
        call.errorMessage().ifPresent(message -> json.addProperty("errorMessage", message));
        if (!call.requestParameters().isEmpty()) {
            json.add("requestParameters", Json.ofTree(call.requestParameters()));
        }
        if (!call.responseElements().isEmpty()) {
            json.add("responseElements", Json.ofTree(call.responseElements()));
        }
        json.addProperty("requestID", call.requestId());
        json.addProperty("eventID", call.eventId());
        json.addProperty("readOnly", call.readOnly());
        json.addProperty("eventType", "AwsApiCall");
        json.addProperty("managementEvent", true);
        json.addProperty("recipientAccountId", call.recipientAccountId());
        json.addProperty("eventCategory", "Management");
        return json;
    }

    private static JsonObject identity(UserIdentity identity) {
        JsonObject json = new JsonObject();
        json.addProperty("type", identity.type());
        addIfKnown(json, "principalId", identity.principalId());
        addIfKnown(json, "arn", identity.arn());
        addIfKnown(json, "accountId", identity.accountId());
        addIfKnown(json, "accessKeyId", identity.accessKeyId());
        if (identity.type().equals(UserIdentity.IAM_USER)) {
            json.addProperty("userName", name(identity));
        } else if (identity.type().equals(UserIdentity.ASSUMED_ROLE)) {
            json.add("sessionContext", Json.object("sessionIssuer", issuer(identity)));
        }
        return json;
    }

    private static JsonObject issuer(UserIdentity identity) {
        JsonObject json = new JsonObject();
        json.addProperty("type", "Role");
        json.addProperty("principalId", identity.issuerId());
        json.addProperty("arn", identity.issuerArn());
        json.addProperty("accountId", identity.accountId());
        json.addProperty("userName", name(identity));
        return json;
    }

    private static String name(UserIdentity identity) {
        return identity.issuerArn().substring(identity.issuerArn().lastIndexOf('/') + 1);
    }

    private static void addIfKnown(JsonObject json, String member, String value) {
        if (!value.isEmpty()) {
            json.addProperty(member, value);
        }
    }
}
