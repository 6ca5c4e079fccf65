package io.github.accessentries.testkit.internal.wire.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a request. A member that is absent or {@code null} is {@code null} here, as on AWS; an empty text,
 * list or object is empty; a member of the wrong type is refused. It knows which members were read, so that none is passed
 * over in silence.
 */
public final class JsonBody {

    private static final long MOST_SECONDS = 1_000_000_000_000L;
    private static final int MILLIS_PER_SECOND = 1000;

    private final JsonObject json;
    private final Set<String> read = new HashSet<>();
    private final Map<String, JsonBody> objects = new TreeMap<>();
    private final Set<String> settings = new HashSet<>();
    private final Set<String> unknownSettings = new TreeSet<>();

    private JsonBody(JsonObject json) {
        this.json = json;
    }

    /** Reads a body; no body counts as {@code {}}. */
    public static JsonBody parse(byte[] body) {
        if (body.length == 0) {
            return new JsonBody(new JsonObject());
        }
        try {
            JsonElement root = StrictJson.parse(body, DocumentLimits.AWS_REQUEST);
            if (!root.isJsonObject()) {
                throw refusal("The body must be one JSON object");
            }
            return new JsonBody(root.getAsJsonObject());
        } catch (IOException e) {
            throw refusal("The body is not JSON");
        }
    }

    /** All of it, with nothing refused. */
    public Map<String, Object> tree() {
        return Json.tree(json);
    }

    /**
     * The members that are given and that nobody has read, as paths: {@code type}, {@code accessScope.type}.
     *
     * @return the paths, sorted
     */
    public Set<String> unread() {
        Set<String> unread = new TreeSet<>();
        json.entrySet().forEach(member -> {
            if (!isAbsent(member.getValue()) && !read.contains(member.getKey())) {
                unread.add(member.getKey());
            }
        });
        Set<String> inObjects = new TreeSet<>();
        objects.forEach((member, object) -> object.unread().forEach(inner -> inObjects.add(member + "." + inner)));
        // Of a member that is a setting and is looked into as well, either is enough.
        inObjects.stream().filter(path -> !settings.contains(first(path))).forEach(unread::add);
        unknownSettings.stream()
                .filter(path -> !objects.containsKey(first(path)) || isWithin(inObjects, path))
                .forEach(unread::add);
        return unread;
    }

    private static String first(String path) {
        return path.substring(0, path.indexOf('.'));
    }

    private static boolean isWithin(Set<String> paths, String path) {
        return paths.stream().anyMatch(outer -> path.equals(outer) || path.startsWith(outer + "."));
    }

    /** The value of a member, which counts as read from now on; what is absent is null of JSON. */
    private JsonElement read(String member) {
        read.add(member);
        JsonElement value = json.get(member);
        return value == null ? JsonNull.INSTANCE : value;
    }

    /** A text, {@code null} if it is not given. */
    @Nullable
    public String text(String member) {
        JsonElement value = read(member);
        return isAbsent(value) ? null : text(member, value);
    }

    /** A text, empty if it is not given. */
    public String textOrEmpty(String member) {
        String text = text(member);
        return text == null ? "" : text;
    }

    /** A list of texts, {@code null} if it is not given. */
    @Nullable
    public List<String> texts(String member) {
        JsonElement value = read(member);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isJsonArray()) {
            throw refusal(member + " must be a list");
        }
        List<String> texts = new ArrayList<>();
        value.getAsJsonArray().forEach(item -> texts.add(text(member, item)));
        return texts;
    }

    /** Texts by name, {@code null} if they are not given. */
    @Nullable
    public Map<String, String> textMap(String member) {
        JsonElement value = read(member);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isJsonObject()) {
            throw refusal(member + " must be an object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        value.getAsJsonObject().entrySet().forEach(entry -> texts.put(entry.getKey(), text(member, entry.getValue())));
        return texts;
    }

    /** A number of seconds, to the millisecond; whether it makes sense is for the caller to check. */
    @Nullable
    public Duration seconds(String member) {
        JsonElement value = read(member);
        if (isAbsent(value)) {
            return null;
        }
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double seconds = primitive.getAsDouble();
            if (Math.abs(seconds) < MOST_SECONDS) {
                return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
            }
        }
        throw refusal(member + " must hold a number of seconds, below " + MOST_SECONDS);
    }

    /** For callers who would rather have a misspelt member refused than ignored. */
    public void requireNoneBut(String... members) {
        List<String> allowed = List.of(members);
        for (String member : json.keySet()) {
            if (!allowed.contains(member)) {
                throw refusal("The body has no member " + member + "; allowed are " + allowed);
            }
        }
    }

    /** A structure; one that is absent has no members. */
    public JsonBody object(String member) {
        JsonElement value = read(member);
        if (isAbsent(value)) {
            return new JsonBody(new JsonObject());
        }
        if (!value.isJsonObject()) {
            throw refusal(member + " must be an object");
        }
        return objects.computeIfAbsent(member, name -> new JsonBody(value.getAsJsonObject()));
    }

    /** Whether a member is given. */
    public boolean has(String member) {
        return !isAbsent(json.get(member));
    }

    /** A truth value, {@code null} if it is not given. */
    @Nullable
    public Boolean bool(String member) {
        JsonElement value = read(member);
        return isAbsent(value) ? null : bool(member, value);
    }

    /** What the service merely shows again. Members of it that the reader does not know stay unread. */
    public Settings settings(SettingsReader reader) {
        settings.addAll(reader.members());
        read.addAll(settings);
        return reader.read(json, unknownSettings);
    }

    private static boolean isAbsent(@Nullable JsonElement value) {
        return value == null || value.isJsonNull();
    }

    /** A truth value, and nothing else. */
    public static boolean bool(String member, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw refusal(member + " must be true or false");
    }

    /** A text, and nothing else. */
    public static String text(String member, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw refusal(member + " must hold text");
    }

    static ServiceFault refusal(String message) {
        return new ServiceFault("SerializationException", 400, message, Map.of());
    }
}
