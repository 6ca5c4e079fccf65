package io.github.accessentries.webhook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request of an API server: an object of one kind, in a known version, with a spec. Reads the members it needs and
 * ignores the rest.
 *
 * @param apiVersion group and version, which the answer must have as well
 * @param spec the spec of the review
 */
record Review(String apiVersion, JsonObject spec) {

    static final int MAX_BODY_BYTES = DocumentLimits.REVIEW.maxCharacters();

    private static final String BETA = "/v1beta1";

    static Review parse(byte[] body, String kind, String group) throws BadReview {
        if (body.length > MAX_BODY_BYTES) {
            throw new BadReview(413, "The request is longer than " + MAX_BODY_BYTES + " bytes");
        }
        JsonObject object = object(body, kind);
        String apiVersion = text(object, "apiVersion").orElse("");
        if (!text(object, "kind").orElse("").equals(kind)
                || !(apiVersion.equals(group + "/v1") || apiVersion.equals(group + BETA))) {
            throw new BadReview(400, "Expected a " + kind + " of version " + group + "/v1 or " + group + "/v1beta1");
        }
        return new Review(
                apiVersion,
                member(object, "spec").orElseThrow(() -> new BadReview(400, "The " + kind + " has no spec")));
    }

    boolean isBeta() {
        return apiVersion.endsWith(BETA);
    }

    private static JsonObject object(byte[] body, String kind) throws BadReview {
        try {
            if (StrictJson.parse(body, DocumentLimits.REVIEW) instanceof JsonObject object) {
                return object;
            }
        } catch (IOException e) {
            throw new BadReview(400, "Expected a request body to be a " + kind + " in JSON");
        }
        throw new BadReview(400, "Expected a request body to be a " + kind + ", which is a JSON object");
    }

    static Optional<JsonObject> member(JsonObject object, String name) throws BadReview {
        JsonElement member = object.get(name);
        if (member == null || member.isJsonNull()) {
            return Optional.empty();
        }
        if (!member.isJsonObject()) {
            throw new BadReview(400, name + " is not an object");
        }
        return Optional.of(member.getAsJsonObject());
    }

    static Optional<String> text(JsonObject object, String name) throws BadReview {
        JsonElement member = object.get(name);
        return member == null || member.isJsonNull() ? Optional.empty() : Optional.of(text(member, name));
    }

    static List<String> texts(JsonObject object, String name) throws BadReview {
        JsonElement member = object.get(name);
        if (member == null || member.isJsonNull()) {
            return List.of();
        }
        if (!member.isJsonArray()) {
            throw new BadReview(400, name + " is not a list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement element : member.getAsJsonArray()) {
            texts.add(text(element, name));
        }
        return texts;
    }

    static Map<String, List<String>> textsByKey(JsonObject object, String name) throws BadReview {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        JsonObject member = member(object, name).orElseGet(JsonObject::new);
        for (String key : member.keySet()) {
            texts.put(key, texts(member, key));
        }
        return texts;
    }

    private static String text(JsonElement element, String name) throws BadReview {
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
            return element.getAsString();
        }
        throw new BadReview(400, name + " is not text");
    }

    /** The answer to this review. */
    String answer(String kind, JsonObject status) {
        JsonObject answer = new JsonObject();
        answer.addProperty("apiVersion", apiVersion);
        answer.addProperty("kind", kind);
        answer.add("status", status);
        return answer.toString();
    }

    /** The version alone; the spec may hold a token. */
    @Override
    public String toString() {
        return "Review[" + apiVersion + "]";
    }
}
