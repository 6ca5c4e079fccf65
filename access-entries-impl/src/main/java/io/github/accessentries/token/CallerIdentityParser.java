package io.github.accessentries.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;
import java.util.Optional;

/**
 * Parses the answer of STS strictly: the whole body is one JSON object, each name is in its exact place, occurs exactly
 * once and in this letter case, and the three values are strings. Only members that STS may add one day are ignored;
 * they cannot change the meaning of the others.
 */
final class CallerIdentityParser {

    private CallerIdentityParser() {}

    /** The identity; empty if the body is anything else, or says two things about the account. */
    static Optional<CallerIdentity> parse(byte[] body) {
        try {
            JsonElement answer = StrictJson.parse(body, DocumentLimits.CALLER_IDENTITY);
            return object(answer, "GetCallerIdentityResponse")
                    .flatMap(response -> object(response, "GetCallerIdentityResult"))
                    .flatMap(CallerIdentityParser::identity)
                    .filter(CallerIdentity::isOfOneAccount);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonObject> object(JsonElement element, String name) {
        return element instanceof JsonObject object && object.get(name) instanceof JsonObject member
                ? Optional.of(member)
                : Optional.empty();
    }

    private static Optional<CallerIdentity> identity(JsonObject result) {
        return text(result, "Account")
                .flatMap(account -> text(result, "Arn")
                        .flatMap(arn -> text(result, "UserId").map(id -> new CallerIdentity(account, arn, id))));
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive text && text.isString()
                ? Optional.of(text.getAsString())
                : Optional.empty();
    }
}
