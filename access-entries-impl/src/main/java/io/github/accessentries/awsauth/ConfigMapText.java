package io.github.accessentries.awsauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Finds the data in the text of a ConfigMap; JSON is YAML too. */
final class ConfigMapText {

    private ConfigMapText() {}

    static Map<String, String> data(String text, int maxCharacters) {
        LoaderOptions options = new LoaderOptions();
        // The ConfigMap's own limit is for its data; around that there is room for metadata, and for escapes.
        options.setCodePointLimit(2 * maxCharacters);
        Object object;
        try {
            object = new Yaml(new SafeConstructor(options)).load(text);
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
