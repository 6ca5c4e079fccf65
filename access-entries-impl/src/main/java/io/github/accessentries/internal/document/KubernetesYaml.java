package io.github.accessentries.internal.document;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * YAML as Kubernetes reads it, that is, turned into JSON: {@code sigs.k8s.io/yaml} does so for kubectl, and for the public
 * authenticator with the lists in {@code aws-auth}. Its reader speaks YAML 1.1 with habits of its own, and so does this one.
 *
 * <ul>
 *   <li>Only the first document is read. Nothing behind it matters but a fault right after it.
 *   <li>A text is read whole or not at all.
 *   <li>{@code yes}, {@code on} and {@code y} are true, {@code 0777} is 511, {@code 12:30} and dates are text.
 *   <li>Of equal keys the last counts; keys that are numbers or booleans become text; others that are no text make it fail.
 *   <li>Merge keys take effect from where they stand. Tags that are unknown are ignored.
 *   <li>NaN and the infinities make it fail, since JSON has none.
 * </ul>
 */
public final class KubernetesYaml {

    private KubernetesYaml() {}

    /**
     * Reads the first document of a text.
     *
     * @param text the text
     * @param limits how long and how deep it may be; how far aliases may go, the cluster's reader says itself
     * @return its value, with the members of objects in the order of their keys; null for a text without a document
     * @throws UnreadableYamlException if the cluster's reader fails, or if the text goes beyond a limit, where the cluster may
     *     go further
     */
    public static JsonElement read(String text, DocumentLimits limits) throws UnreadableYamlException {
        return read(text, limits, key -> {}, () -> {});
    }

    /**
     * Reads the first document of a text, and tells which keys stand more than once in their mapping, and if anything but
     * blanks and comments follows.
     *
     * @param text the text
     * @param limits as for {@link #read(String, DocumentLimits)}
     * @param repeated takes each key that has been there before
     * @param followed runs if the text goes on behind the document, in whatever way
     * @return its value
     * @throws UnreadableYamlException as {@link #read(String, DocumentLimits)} throws it
     */
    public static JsonElement read(String text, DocumentLimits limits, Consumer<String> repeated, Runnable followed)
            throws UnreadableYamlException {
        Optional<YamlNode> root = YamlComposer.firstDocument(text, limits, followed);
        return root.isEmpty() ? JsonNull.INSTANCE : json(new YamlValues(repeated).of(root.get()));
    }

    /**
     * What a scalar means that has neither quotes nor a tag.
     *
     * @param plain its text
     * @return a text, a {@code Boolean}, a number, or {@code null}
     */
    public static @Nullable Object meaningOf(String plain) {
        return ScalarMeaning.resolved(plain);
    }

    /**
     * The name of a member that is written without quotes and tag.
     *
     * @param plain the text of the key
     * @return the key in JSON; empty for what can be none
     */
    public static Optional<String> keyOf(String plain) {
        try {
            return Optional.of(key(meaningOf(plain)));
        } catch (UnreadableYamlException noKey) {
            return Optional.empty();
        }
    }

    private static JsonElement json(@Nullable Object value) throws UnreadableYamlException {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray(list.size());
            for (Object item : list) {
                array.add(json(item));
            }
            return array;
        }
        if (value instanceof Map<?, ?> members) {
            return object(members);
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new UnreadableYamlException("unsupported value: " + number + ", which JSON cannot hold", 0);
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        return value instanceof Boolean bool ? new JsonPrimitive(bool) : new JsonPrimitive((String) value);
    }

    private static JsonObject object(Map<?, ?> members) throws UnreadableYamlException {
        Map<String, JsonElement> sorted = new TreeMap<>(KubernetesYaml::compareAsBytes);
        for (Map.Entry<?, ?> member : members.entrySet()) {
            sorted.put(key(member.getKey()), json(member.getValue()));
        }
        JsonObject object = new JsonObject();
        sorted.forEach(object::add);
        return object;
    }

    private static String key(@Nullable Object key) throws UnreadableYamlException {
        if (key instanceof String text) {
            return text;
        }
        if (key instanceof Boolean || key instanceof Long) {
            return key.toString();
        }
        if (key instanceof Double number) {
            return GoNumbers.text(number);
        }
        throw new UnreadableYamlException("unsupported map key " + key, 0);
    }

    /** As Go compares texts, that is, by their code points. */
    private static int compareAsBytes(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                boolean pairs = Character.isSurrogate(one) != Character.isSurrogate(other);
                return pairs ? (Character.isSurrogate(one) ? 1 : -1) : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
