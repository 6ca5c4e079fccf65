package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;

/** Sets of fields as {@code fieldsV1} writes them. */
final class FieldsV1 {

    private static final String SELF = ".";

    private FieldsV1() {}

    /**
     * Reads a set.
     *
     * @throws IllegalArgumentException if it is none
     */
    static FieldSet read(JsonElement json) {
        if (!(json instanceof JsonObject object)) {
            throw new IllegalArgumentException("fieldsV1 must be made of objects");
        }
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            if (member.getKey().equals(SELF)) {
                set.hold();
            } else {
                FieldSet branch = read(member.getValue());
                set.put(PathElement.parse(member.getKey()), branch.isEmpty() ? new FieldSet().hold() : branch);
            }
        }
        return set;
    }

    /** Writes a set. */
    static JsonObject write(FieldSet set) {
        JsonObject object = new JsonObject();
        if (set.isHeld() && !set.branches().isEmpty()) {
            object.add(SELF, new JsonObject());
        }
        set.branches().forEach((step, branch) -> object.add(step.wire(), write(branch)));
        return object;
    }
}
