package io.github.accessentries.testkit.internal.kubernetes.table;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object, or a part of one, from which cells are read. What is not there, or of another type, reads as empty.
 *
 * @param json the object, which is not changed
 * @param now the time on the cluster
 */
record Row(JsonObject json, Instant now) {

    static final String NONE = "<none>";

    /** What stands at a path of dots. */
    @Nullable
    JsonElement at(String path) {
        JsonElement at = json;
        for (String name : path.split("\\.", -1)) {
            at = at instanceof JsonObject object ? object.get(name) : null;
        }
        return at;
    }

    boolean has(String path) {
        JsonElement value = at(path);
        return value != null && !value.isJsonNull();
    }

    String text(String path) {
        return at(path) instanceof JsonPrimitive text ? text.getAsString() : "";
    }

    String text(String path, String otherwise) {
        String text = text(path);
        return text.isEmpty() ? otherwise : text;
    }

    boolean isTrue(String path) {
        return text(path).equals("true");
    }

    /** A whole number; what is none reads as what it is otherwise. */
    long number(String path, long otherwise) {
        String text = text(path);
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
    }

    long number(String path) {
        return number(path, 0);
    }

    /** How many there are in a list or an object. */
    int count(String path) {
        JsonElement value = at(path);
        return value instanceof JsonArray array ? array.size() : value instanceof JsonObject object ? object.size() : 0;
    }

    /** The objects in a list. */
    List<Row> rows(String path) {
        List<Row> rows = new ArrayList<>();
        if (at(path) instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (item instanceof JsonObject object) {
                    rows.add(new Row(object, now));
                }
            }
        }
        return rows;
    }

    /** The texts in a list. */
    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        if (at(path) instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (item.isJsonPrimitive()) {
                    texts.add(item.getAsString());
                }
            }
        }
        return texts;
    }

    /** One text of each object in a list, with commas between. */
    String joined(String path, String member) {
        return rows(path).stream().map(row -> row.text(member)).collect(Collectors.joining(","));
    }

    String age(String path) {
        return Age.since(text(path), now);
    }

    /** A map of texts, as a selector shows it. */
    String labels(String path) {
        Map<String, String> labels = new TreeMap<>();
        if (at(path) instanceof JsonObject object) {
            object.entrySet().stream()
                    .filter(label -> label.getValue().isJsonPrimitive())
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().getAsString()));
        }
        return labels.isEmpty()
                ? NONE
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    /** A label selector as kubectl shows it. */
    String selector(String path) {
        List<String> parts = new ArrayList<>();
        if (count(path + ".matchLabels") > 0) {
            parts.add(labels(path + ".matchLabels"));
        }
        for (Row expression : rows(path + ".matchExpressions")) {
            String key = expression.text("key");
            String values = "(" + String.join(",", expression.texts("values")) + ")";
            parts.add(
                    switch (expression.text("operator")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return parts.isEmpty() ? NONE : String.join(",", parts);
    }
}
