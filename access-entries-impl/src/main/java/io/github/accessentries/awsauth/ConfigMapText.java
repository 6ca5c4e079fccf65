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
            throw new IllegalArgumentException(
                    "This is not a ConfigMap, because it is not valid YAML: " + e.getMessage(), e);
        }
        if (!(object instanceof Map<?, ?> configMap) || !"ConfigMap".equals(configMap.get("kind"))) {
            throw new IllegalArgumentException(
                    "This is not a ConfigMap; give one object of kind ConfigMap, as kubectl prints it");
        }
        Map<String, String> data = new LinkedHashMap<>();
        if (configMap.get("data") instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                if (!(member.getKey() instanceof String key) || !(member.getValue() instanceof String value)) {
                    throw new IllegalArgumentException("The ConfigMap's " + member.getKey()
                            + " is not text, so no cluster would accept it; put a | after the colon to turn"
                            + " its lines into one text");
                }
                data.put(key, value);
            }
        }
        return data;
    }

    /** The API server accepts only texts, so anything else does not come from one and is ignored. */
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
