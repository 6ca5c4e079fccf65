package io.github.accessentries.testkit.internal.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** JSON as AWS writes it. */
public final class Json {

    private static final int MILLIS_DIGITS = 3;

    private Json() {}

    /** The bytes of a body. */
    public static byte[] bytes(JsonElement json) {
        return JsonText.of(json).getBytes(UTF_8);
    }

    /** Times are numbers: seconds since 1970 with a fraction of milliseconds. */
    public static JsonPrimitive time(Instant instant) {
        return new JsonPrimitive(BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_DIGITS));
    }

    /** An array of texts. */
    public static JsonArray texts(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    /** An object whose members are texts. */
    public static JsonObject textMap(Map<String, String> texts) {
        JsonObject object = new JsonObject();
        texts.forEach(object::addProperty);
        return object;
    }

    /** Shows settings as they were given, in place of the defaults. */
    public static void addAll(JsonObject object, Settings settings) {
        settings.members().forEach((name, value) -> object.add(name, ofTree(value)));
    }

    /** A page of names, with the token of the next one if there is one. */
    public static JsonObject page(String member, Page<String> page) {
        JsonObject object = object(member, texts(page.items()));
        page.nextToken().ifPresent(token -> object.addProperty("nextToken", token));
        return object;
    }

    /** An object with one member. */
    public static JsonObject object(String member, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(member, value);
        return object;
    }

    /** A tree of texts, numbers, booleans, lists and maps. */
    public static JsonElement ofTree(Object tree) {
        if (tree instanceof Map<?, ?> members) {
            JsonObject object = new JsonObject();
            members.forEach((name, value) -> object.add((String) name, ofTree(requireNonNull(value))));
            return object;
        }
        if (tree instanceof Collection<?> items) {
            JsonArray array = new JsonArray();
            items.forEach(item -> array.add(ofTree(requireNonNull(item))));
            return array;
        }
        if (tree instanceof Number number) {
            return new JsonPrimitive(number);
        }
        return tree instanceof Boolean flag ? new JsonPrimitive(flag) : new JsonPrimitive((String) tree);
    }

    /** A tree that nobody can change: texts, numbers, booleans, lists and maps. */
    static Map<String, Object> tree(JsonObject object) {
        Map<String, Object> tree = new TreeMap<>();
        object.entrySet().forEach(member -> {
            if (!member.getValue().isJsonNull()) {
                tree.put(member.getKey(), tree(member.getValue()));
            }
        });
        return Collections.unmodifiableMap(tree);
    }

    private static Object tree(JsonElement json) {
        if (json.isJsonObject()) {
            return tree(json.getAsJsonObject());
        }
        if (json.isJsonArray()) {
            return json.getAsJsonArray().asList().stream()
                    .filter(item -> !item.isJsonNull())
                    .map(Json::tree)
                    .toList();
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? primitive.getAsNumber() : primitive.getAsString();
    }
}
