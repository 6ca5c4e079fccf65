package io.github.accessentries.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;

/**
 * Parses the answer of STS strictly: the whole body is one JSON object, each name is in its exact place, occurs exactly
 * once and in this letter case, and the three values are strings. Only members that STS may add one day are ignored;
 * they cannot change the meaning of the others.
 */
final class CallerIdentityParser {

    private CallerIdentityParser() {}

    static CallerIdentity parse(byte[] body) throws RefusedToken {
        JsonElement answer;
        try {
            answer = StrictJson.parse(body, DocumentLimits.CALLER_IDENTITY);
        } catch (IOException e) {
            throw refused();
        }
        JsonObject result = object(object(answer, "GetCallerIdentityResponse"), "GetCallerIdentityResult");
        return new CallerIdentity(text(result, "Account"), text(result, "Arn"), text(result, "UserId"));
    }

    private static JsonObject object(JsonElement element, String name) throws RefusedToken {
        if (element instanceof JsonObject object && object.get(name) instanceof JsonObject member) {
            return member;
        }
        throw refused();
    }

    private static String text(JsonObject object, String name) throws RefusedToken {
        if (object.get(name) instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString();
        }
        throw refused();
    }

    /** Quotes nothing of the body. */
    private static RefusedToken refused() {
        return new RefusedToken(RejectionReason.STS_BAD_RESPONSE, "the answer of STS is not a caller identity");
    }
}
