package io.github.accessentries.awsauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/** Finds the data in the text of a ConfigMap; JSON is YAML too. */
final class ConfigMapText {

    private ConfigMapText() {}

    static Map<String, String> data(String text) {
        @Nullable Object object;
        try {
            object = BoundedYaml.load(text, DocumentLimits.CONFIG_MAP);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("This is no ConfigMap, for it is no YAML: " + e.getMessage(), e);
        }
        if (!(object instanceof Map<?, ?> configMap) || !"ConfigMap".equals(configMap.get("kind"))) {
            throw new IllegalArgumentException(
                    "This is no ConfigMap; give one object of kind ConfigMap, as kubectl prints it");
        }
        Map<String, String> data = new LinkedHashMap<>();
        if (configMap.get("data") instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                if (!(member.getKey() instanceof String key) || !(member.getValue() instanceof String value)) {
                    throw new IllegalArgumentException(
                            "The ConfigMap's " + member.getKey()
                                    + " is no text, so no cluster would take it; put a | after the colon to make its lines one text");
                }
                data.put(key, value);
            }
        }
        return data;
    }

    /** An API server lets nothing but texts in, so whatever else came would not be from one, and is passed over. */
    static Map<String, String> data(JsonObject configMap) {
        Map<String, String> data = new LinkedHashMap<>();
        if (configMap.get("data") instanceof JsonObject members) {
            members.asMap().forEach((key, value) -> {
                if (value instanceof JsonPrimitive text && text.isString()) {
                    data.put(key, text.getAsString());
                }
            });
        }
        return data;
    }
}
