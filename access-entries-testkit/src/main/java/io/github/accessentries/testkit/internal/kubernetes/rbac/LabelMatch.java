package io.github.accessentries.testkit.internal.kubernetes.rbac;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects by labels, in the form that selectors have inside of objects. */
final class LabelMatch {

    private LabelMatch() {}

    /** Whether a selector of an {@code aggregationRule} selects an object; an empty one selects all. */
    static boolean selects(JsonObject selector, Map<String, String> labels) {
        if (selector.get("matchLabels") instanceof JsonObject wanted) {
            for (Map.Entry<String, JsonElement> label : wanted.entrySet()) {
                if (!RbacJson.text(wanted, label.getKey()).equals(labels.get(label.getKey()))) {
                    return false;
                }
            }
        }
        return RbacJson.objects(selector.get("matchExpressions")).stream().allMatch(each -> holds(each, labels));
    }

    private static boolean holds(JsonObject expression, Map<String, String> labels) {
        @Nullable String value = labels.get(RbacJson.text(expression, "key"));
        List<String> values = RbacJson.texts(expression, "values");
        return switch (RbacJson.text(expression, "operator")) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
