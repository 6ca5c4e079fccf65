package io.github.accessentries.awsauth;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.JsonStream;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.UnreadableYamlException;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a whole ConfigMap.
 *
 * @param data the texts by their keys
 * @param faults what the ConfigMap says where no cluster reads it
 */
record ConfigMapText(Map<String, String> data, List<String> faults) {

    private static final String KIND = "ConfigMap";
    private static final List<String> SECTIONS = List.of("mapRoles", "mapUsers", "mapAccounts");

    /**
     * Reads a ConfigMap as kubectl prints it. Like kubectl, what begins with a brace is read as JSON, if it is JSON.
     *
     * @param text one object in YAML or JSON
     * @return its data
     * @throws IllegalArgumentException if no API server would take it for a ConfigMap
     */
    static ConfigMapText of(String text) {
        return of(parsed(text) instanceof JsonObject object ? object : new JsonObject());
    }

    private static JsonElement parsed(String text) {
        if (JsonStream.mayBe(text)) {
            try {
                List<JsonStream.Value> values = JsonStream.read(text, DocumentLimits.CONFIG_MAP);
                if (values.size() > 1) {
                    throw notOne();
                }
                return values.get(0).json();
            } catch (IOException noJson) {
                // It may be YAML in flow style.
            }
        }
        try {
            return KubernetesYaml.read(text, DocumentLimits.CONFIG_MAP, key -> {}, () -> {
                throw notOne();
            });
        } catch (UnreadableYamlException e) {
            throw new IllegalArgumentException(
                    "This is not a ConfigMap, because it is not valid YAML; " + e.at("the text"), e);
        }
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException(
                "The text goes on behind its first object; give one object, the ConfigMap aws-auth alone");
    }

    /**
     * Takes the data out of what an API answered. Data speak for themselves where a simple stand-in of an API leaves the kind
     * out; an object with neither is no ConfigMap that has nothing in it.
     *
     * @param answer the object
     * @return its data
     * @throws IllegalArgumentException if it is no ConfigMap
     */
    static ConfigMapText ofAnswer(JsonObject answer) {
        if (!answer.has("kind") && answer.get("data") instanceof JsonObject) {
            JsonObject configMap = answer.deepCopy();
            configMap.addProperty("kind", KIND);
            return of(configMap);
        }
        return of(answer);
    }

    /**
     * Takes the data out of a ConfigMap.
     *
     * @param configMap the object
     * @return its data
     * @throws IllegalArgumentException if no API server would take it for a ConfigMap
     */
    static ConfigMapText of(JsonObject configMap) {
        if (!isText(configMap.get("kind"), KIND)
                || !(configMap.get("apiVersion") == null || isText(configMap.get("apiVersion"), "v1"))) {
            throw new IllegalArgumentException(
                    "This is not a ConfigMap; give one object of kind ConfigMap and apiVersion v1,"
                            + " as kubectl prints it");
        }
        requireNamed(configMap, "name", "aws-auth");
        requireNamed(configMap, "namespace", "kube-system");
        Map<String, String> data = new LinkedHashMap<>();
        members(configMap, "data").entrySet().forEach(member -> data.put(member.getKey(), text(member)));
        List<String> faults = new ArrayList<>();
        for (String binary : members(configMap, "binaryData").keySet()) {
            if (data.containsKey(binary)) {
                throw new IllegalArgumentException("The ConfigMap has " + PlainText.of(binary)
                        + " in data and in binaryData, so no cluster would accept it; remove one of them");
            }
            if (SECTIONS.contains(binary)) {
                faults.add(binary + ": is in binaryData, where the cluster does not read it; move it to data");
            }
        }
        return new ConfigMapText(data, faults);
    }

    /** Another ConfigMap says nothing about who has access; one that leaves its name out may be cut down to its data. */
    private static void requireNamed(JsonObject configMap, String key, String expected) {
        JsonElement written = members(configMap, "metadata").get(key);
        if (written == null || written.isJsonNull() || isText(written, "") || isText(written, expected)) {
            return;
        }
        throw new IllegalArgumentException("The ConfigMap's " + key + " is " + PlainText.of(written.toString())
                + ", not \"" + expected + "\"; give the ConfigMap aws-auth of the namespace kube-system");
    }

    private static boolean isText(@Nullable JsonElement value, String text) {
        return value instanceof JsonPrimitive primitive
                && primitive.isString()
                && primitive.getAsString().equals(text);
    }

    private static JsonObject members(JsonObject configMap, String key) {
        JsonElement members = configMap.get(key);
        if (members == null || members.isJsonNull()) {
            return new JsonObject();
        }
        if (members instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException(
                "The ConfigMap's " + key + " is not a mapping of keys to values, so no cluster would accept it");
    }

    /** To Go, null is an empty text here. */
    private static String text(Map.Entry<String, JsonElement> member) {
        JsonElement value = member.getValue();
        if (value instanceof JsonNull) {
            return "";
        }
        if (value instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString();
        }
        throw new IllegalArgumentException("The ConfigMap's " + PlainText.of(member.getKey())
                + " is not text, so no cluster would accept it; put a | after the colon to turn its lines into one"
                + " text");
    }
}
