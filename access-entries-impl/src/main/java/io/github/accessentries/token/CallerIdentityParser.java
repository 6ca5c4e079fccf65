package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.accessentries.authn.RejectionReason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the answer of STS strictly: the whole body is one JSON object, each name stands exactly where it belongs, exactly
 * once and in this letter case, and the three values are strings. Only members that STS may add one day are passed over;
 * they cannot change what the others say.
 */
final class CallerIdentityParser {

    private String account = "";
    private String arn = "";
    private String userId = "";

    private CallerIdentityParser() {}

    static CallerIdentity parse(byte[] body) throws RefusedToken {
        // A decoder made like this refuses what is not UTF-8, where a charset would put a replacement character.
        try (JsonReader json = new JsonReader(new StringReader(
                UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString()))) {
            json.setStrictness(Strictness.STRICT);
            return new CallerIdentityParser().read(json);
        } catch (IOException | IllegalStateException e) {
            // The messages of the reader quote the body.
            throw new RefusedToken(
                    RejectionReason.STS_BAD_RESPONSE, "STS answered with something that is no caller identity");
        }
    }

    private CallerIdentity read(JsonReader json) throws IOException {
        MemberReader result = reader -> readObject(
                reader,
                Map.of(
                        "Account", text(value -> account = value),
                        "Arn", text(value -> arn = value),
                        "UserId", text(value -> userId = value)));
        MemberReader response = reader -> readObject(reader, Map.of("GetCallerIdentityResult", result));
        readObject(json, Map.of("GetCallerIdentityResponse", response));
        require(json.peek() == JsonToken.END_DOCUMENT);
        return new CallerIdentity(account, arn, userId);
    }

    private static void readObject(JsonReader json, Map<String, MemberReader> required) throws IOException {
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            require(seen.add(name));
            required.getOrDefault(name, JsonReader::skipValue).read(json);
        }
        json.endObject();
        require(seen.containsAll(required.keySet()));
    }

    private static MemberReader text(Consumer<String> field) {
        return json -> {
            // nextString() would take a number too.
            require(json.peek() == JsonToken.STRING);
            field.accept(json.nextString());
        };
    }

    private static void require(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException();
        }
    }

    @FunctionalInterface
    private interface MemberReader {
        void read(JsonReader json) throws IOException;
    }
}
