package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who owns an object. */
final class OwnerReferences {

    private static final String OWNERS = "ownerReferences";

    private OwnerReferences() {}

    /** The unique ids of the owners. */
    static Set<String> of(KubeObject object) {
        Set<String> owners = new LinkedHashSet<>();
        if (object.metadata().get(OWNERS) instanceof JsonArray references) {
            references.forEach(reference -> owners.add(uid(reference)));
        }
        return owners;
    }

    /** Whether the object has to go before an owner that is deleted in the foreground can. */
    static boolean blocks(KubeObject object, String owner) {
        if (object.metadata().get(OWNERS) instanceof JsonArray references) {
            for (JsonElement reference : references) {
                if (uid(reference).equals(owner)
                        && reference.getAsJsonObject().get("blockOwnerDeletion") instanceof JsonPrimitive blocks
                        && blocks.getAsBoolean()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The object without some of its owners. */
    static KubeObject without(KubeObject object, Set<String> gone) {
        return object.withMetadata(metadata -> {
            JsonArray kept = new JsonArray();
            metadata.getAsJsonArray(OWNERS).forEach(reference -> {
                if (!gone.contains(uid(reference))) {
                    kept.add(reference);
                }
            });
            metadata.remove(OWNERS);
            if (!kept.isEmpty()) {
                metadata.add(OWNERS, kept);
            }
        });
    }

    private static String uid(JsonElement reference) {
        return reference instanceof JsonObject object && object.get("uid") instanceof JsonPrimitive uid
                ? uid.getAsString()
                : "";
    }
}
