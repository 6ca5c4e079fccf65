package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;

/** What stands in the patch replaces, null removes, RFC 7386. */
final class MergePatch {

    private MergePatch() {}

    /** The tree as it is with the patch; neither is changed. */
    static JsonElement apply(JsonElement original, JsonElement patch) {
        if (!(patch instanceof JsonObject changes)) {
            return patch.deepCopy();
        }
        JsonObject result = new JsonObject();
        if (original instanceof JsonObject object) {
            object.entrySet().forEach(member -> result.add(member.getKey(), member.getValue()));
        }
        for (Map.Entry<String, JsonElement> change : changes.entrySet()) {
            if (change.getValue().isJsonNull()) {
                result.remove(change.getKey());
            } else {
                JsonElement before = result.get(change.getKey());
                result.add(change.getKey(), apply(before == null ? new JsonObject() : before, change.getValue()));
            }
        }
        return result;
    }
}
