package io.github.accessentries.testkit.internal.kubernetes.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * The annotation in which kubectl keeps what it applied by itself. A server-side apply by kubectl may take over the fields
 * in it, and keeps it up to date.
 */
final class LastApplied {

    private static final String KUBECTL = "kubectl";
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private LastApplied() {}

    /** The fields that an apply may take although others own them. */
    static FieldSet takenOver(FieldManager by, JsonObject live) {
        Optional<JsonObject> last =
                by.name().equals(KUBECTL) ? annotation(live).flatMap(LastApplied::read) : Optional.empty();
        if (last.isEmpty()
                || !(last.get().get("apiVersion") instanceof JsonPrimitive version)
                || !version.getAsString().equals(by.type().apiVersion())) {
            return new FieldSet();
        }
        Comparison since = Comparison.of(last.get(), live, by.shape());
        return AppliedFields.of(last.get(), by.shape()).minus(since.written()).minus(since.removed());
    }

    private static Optional<String> annotation(JsonObject object) {
        return object.get("metadata") instanceof JsonObject metadata
                        && metadata.get("annotations") instanceof JsonObject annotations
                        && annotations.get(ANNOTATION) instanceof JsonPrimitive text
                ? Optional.of(text.getAsString())
                : Optional.empty();
    }

    /** Whoever writes the annotation by hand may write anything; then nothing can be taken over. */
    private static Optional<JsonObject> read(String text) {
        try {
            return StrictJson.parse(text, DocumentLimits.CONFIG_MAP) instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The merged object with the annotation as it is after an apply. */
    static JsonObject kept(FieldManager by, JsonObject live, JsonObject merged, JsonObject configuration) {
        if (!by.name().equals(KUBECTL)
                || annotation(live).isEmpty()
                || annotation(merged).isEmpty()) {
            return merged;
        }
        JsonObject told = configuration.deepCopy();
        if (told.get("metadata") instanceof JsonObject metadata
                && metadata.get("annotations") instanceof JsonObject annotations) {
            annotations.remove(ANNOTATION);
        }
        JsonObject kept = merged.deepCopy();
        JsonElement annotations = kept.getAsJsonObject("metadata").get("annotations");
        annotations.getAsJsonObject().addProperty(ANNOTATION, new String(Json.bytes(told), UTF_8) + "\n");
        return kept;
    }
}
