package io.github.accessentries.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayDeque;
import java.util.Deque;

/** Objects of RBAC inside of others. */
final class HeldObjects {

    private HeldObjects() {}

    /** Whether an object of another kind has some in it, as templates and packages do. */
    static boolean areIn(JsonObject object) {
        Deque<JsonElement> open = new ArrayDeque<>();
        object.entrySet().forEach(member -> open.push(member.getValue()));
        while (!open.isEmpty()) {
            JsonElement next = open.pop();
            if (next instanceof JsonArray items) {
                items.forEach(open::push);
            } else if (next instanceof JsonObject members) {
                if (members.get("kind") instanceof JsonPrimitive kind
                        && members.get("apiVersion") instanceof JsonPrimitive apiVersion
                        && new ApiKind(apiVersion.getAsString(), kind.getAsString()).isRbac()) {
                    return true;
                }
                members.entrySet().forEach(member -> open.push(member.getValue()));
            }
        }
        return false;
    }
}
