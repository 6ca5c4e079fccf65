package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.body.BodyReader;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.lifecycle.Propagation;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import java.util.List;
import java.util.Set;

/**
 * How an object is to be deleted, by the body of the request or by its query. How long it may take to end is read by
 * nobody, since nothing runs.
 *
 * @param uid which object it has to be, empty for whatever is there
 * @param resourceVersion which version it has to be, empty for whatever is there
 * @param propagation what becomes of dependants
 * @param isDryRun whether nothing is to be deleted
 */
record DeleteOptions(String uid, String resourceVersion, Propagation propagation, boolean isDryRun) {

    private static final String KIND = "DeleteOptions";
    private static final ResourceType TYPE =
            new ResourceType("", "v1", "", KIND, "", false, List.of(), List.of(), Set.of(), Set.of());

    static DeleteOptions of(ApiRequest request) {
        return of(
                request.body().length == 0
                        ? query(request)
                        : BodyReader.read(request, TYPE).json());
    }

    /** Those that stand in a body. */
    static DeleteOptions of(JsonObject json) {
        JsonObject preconditions = json.get("preconditions") instanceof JsonObject given ? given : new JsonObject();
        boolean isDryRun = false;
        if (json.get("dryRun") instanceof JsonArray values) {
            for (JsonElement value : values) {
                WriteOptions.requireAll(value.isJsonPrimitive() ? value.getAsString() : "", KIND);
                isDryRun = true;
            }
        }
        return new DeleteOptions(
                text(preconditions, "uid"), text(preconditions, "resourceVersion"), propagation(json), isDryRun);
    }

    private static JsonObject query(ApiRequest request) {
        JsonObject json = new JsonObject();
        request.query().first("propagationPolicy").ifPresent(value -> json.addProperty("propagationPolicy", value));
        request.query()
                .first("orphanDependents")
                .ifPresent(value -> json.addProperty("orphanDependents", value.equals("true")));
        JsonArray dryRun = new JsonArray();
        request.query().all("dryRun").stream().filter(value -> !value.isEmpty()).forEach(dryRun::add);
        json.add("dryRun", dryRun);
        return json;
    }

    private static Propagation propagation(JsonObject json) {
        String word = text(json, "propagationPolicy");
        if (word.isEmpty()) {
            return json.get("orphanDependents") instanceof JsonPrimitive orphan && orphan.getAsBoolean()
                    ? Propagation.ORPHAN
                    : Propagation.BACKGROUND;
        }
        return Propagation.of(word)
                .orElseThrow(() -> ApiFaults.invalidOptions(
                        KIND,
                        List.of(Cause.unsupported(
                                "propagationPolicy",
                                new JsonPrimitive(word).toString(),
                                List.of("Foreground", "Background", "Orphan", "nil")))));
    }

    private static String text(JsonObject json, String member) {
        return json.get(member) instanceof JsonPrimitive value ? value.getAsString() : "";
    }

    /** Refuses an object that is not the one that is meant. */
    void require(ResourceType type, KubeObject object) {
        if (!uid.isEmpty() && !uid.equals(object.uid())) {
            throw ApiFaults.conflict(
                    type,
                    object.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + object.uid());
        }
        if (!resourceVersion.isEmpty() && !resourceVersion.equals(object.resourceVersion())) {
            throw ApiFaults.conflict(
                    type,
                    object.name(),
                    "Precondition failed: ResourceVersion in precondition: " + resourceVersion
                            + ", ResourceVersion in object meta: " + object.resourceVersion());
        }
    }
}
