package io.github.accessentries.internal.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels and annotations by which this library knows the objects that it has made. All others are left out, since a cluster
 * has many, and no decision needs them.
 */
public final class OwnMarks {

    /** The label with which Kubernetes tools say whose an object is. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The value of that label on our objects. */
    public static final String THIS_LIBRARY = "access-entries";

    /** The domain of all labels and annotations of our own; a key may have more before it. */
    public static final String DOMAIN = "access-entries.github.io/";

    private OwnMarks() {}

    /**
     * The marks of an object. What is not text is none, and Kubernetes would not have stored it.
     *
     * @param object an object of Kubernetes
     * @param member {@code labels} or {@code annotations}
     * @return values by key
     */
    public static Map<String, String> of(JsonObject object, String member) {
        if (!(object.get("metadata") instanceof JsonObject metadata)
                || !(metadata.get(member) instanceof JsonObject written)) {
            return Map.of();
        }
        Map<String, String> marks = new TreeMap<>();
        for (Map.Entry<String, JsonElement> mark : written.entrySet()) {
            if (isOwn(mark.getKey()) && mark.getValue() instanceof JsonPrimitive value && value.isString()) {
                marks.put(mark.getKey(), value.getAsString());
            }
        }
        return marks;
    }

    /**
     * Whether a label or annotation is one of those that this library reads and writes.
     *
     * @param key its key
     * @return {@code true} for the label of tools and for keys of our own domain
     */
    public static boolean isOwn(String key) {
        return key.equals(MANAGED_BY) || key.startsWith(DOMAIN) || key.contains("." + DOMAIN);
    }
}
