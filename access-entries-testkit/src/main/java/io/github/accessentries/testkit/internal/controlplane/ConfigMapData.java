package io.github.accessentries.testkit.internal.controlplane;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.UnreadableYamlException;
import java.util.Map;
import java.util.TreeMap;

/** The data of a ConfigMap that the library has taken for one. */
final class ConfigMapData {

    private ConfigMapData() {}

    /** The texts by their keys. */
    static Map<String, String> of(String configMap) {
        Map<String, String> data = new TreeMap<>();
        if (parsed(configMap) instanceof JsonObject object && object.get("data") instanceof JsonObject texts) {
            texts.entrySet()
                    .forEach(each -> data.put(
                            each.getKey(),
                            each.getValue().isJsonNull() ? "" : each.getValue().getAsString()));
        }
        return data;
    }

    private static JsonElement parsed(String configMap) {
        try {
            return KubernetesYaml.read(configMap, DocumentLimits.CONFIG_MAP);
        } catch (UnreadableYamlException e) {
            throw new IllegalArgumentException("This is not a ConfigMap: " + e.at("the text"), e);
        }
    }
}
