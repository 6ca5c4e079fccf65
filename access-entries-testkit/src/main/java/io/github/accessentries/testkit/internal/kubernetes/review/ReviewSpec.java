package io.github.accessentries.testkit.internal.kubernetes.review;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a review asks.
 *
 * @param review the whole object
 * @param spec its spec
 */
record ReviewSpec(KubeObject review, JsonObject spec) {

    static ReviewSpec of(KubeObject review) {
        return new ReviewSpec(review, review.object("spec").orElseGet(JsonObject::new));
    }

    /** A member that is an object. */
    Optional<JsonObject> object(String member) {
        JsonElement value = spec.get(member);
        if (value == null || value.isJsonNull()) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(object);
        }
        throw wrongType("spec." + member, "an object");
    }

    /** A member that is a text, empty if there is none. */
    String text(String member) {
        return text(spec, member);
    }

    static String text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value == null || value.isJsonNull() ? "" : text(value, member);
    }

    private static String text(JsonElement value, String member) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrongType(member, "a text");
    }

    /** A member that is a list of texts. */
    List<String> texts(String member) {
        return texts(spec.get(member), member);
    }

    private static List<String> texts(@Nullable JsonElement value, String member) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray array) {
            array.forEach(each -> texts.add(text(each, member)));
        } else if (value != null && !value.isJsonNull()) {
            throw wrongType(member, "a list");
        }
        return texts;
    }

    /** The user that the review names. */
    KubernetesUser user() {
        Map<String, List<String>> extra = new TreeMap<>();
        object("extra")
                .ifPresent(all -> all.entrySet()
                        .forEach(each -> extra.put(each.getKey(), texts(each.getValue(), each.getKey()))));
        return KubernetesUser.builder()
                .username(text("user"))
                .uid(text("uid"))
                .addAllGroups(texts("groups"))
                .extra(extra)
                .build();
    }

    private static RuntimeException wrongType(String member, String expected) {
        return ApiFaults.badRequest("the review cannot be read: " + member + " is not " + expected);
    }

    /** The review with its answer. */
    JsonObject answered(JsonObject status) {
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", review.kind());
        answer.addProperty("apiVersion", review.apiVersion());
        JsonObject metadata = review.metadata().deepCopy();

        answer.add("metadata", metadata);
        answer.add("spec", spec);
        answer.add("status", status);
        return answer;
    }

    /** A user as reviews show one. */
    static JsonObject userInfo(KubernetesUser user) {
        JsonObject info = new JsonObject();
        info.addProperty("username", user.username());
        if (!user.uid().isEmpty()) {
            info.addProperty("uid", user.uid());
        }
        if (!user.groups().isEmpty()) {
            info.add("groups", Json.texts(user.groups()));
        }
        if (!user.extra().isEmpty()) {
            JsonObject extra = new JsonObject();
            user.extra().forEach((key, values) -> extra.add(key, Json.texts(values)));
            info.add("extra", extra);
        }
        return info;
    }
}
