package io.github.accessentries.testkit.internal.kubernetes.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.document.UnreadableYamlException;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** A change of parts of an object, as a request says it. Immutable. */
public final class ObjectPatch {

    private static final String WITHOUT_STRATEGY =
            "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";

    private final PatchType type;
    private final JsonElement body;

    private ObjectPatch(PatchType type, JsonElement body) {
        this.type = type;
        this.body = body;
    }

    /**
     * Reads the body of a request.
     *
     * @param type what the request says it is
     * @param body the body
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it cannot be read
     */
    public static ObjectPatch read(PatchType type, byte[] body) {
        return new ObjectPatch(type, type == PatchType.APPLY ? yaml(body) : json(body));
    }

    private static JsonElement json(byte[] body) {
        try {
            return StrictJson.parse(body, DocumentLimits.KUBERNETES_ANSWER);
        } catch (IOException e) {
            throw ApiFaults.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    private static JsonElement yaml(byte[] body) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return KubernetesYaml.read(text, DocumentLimits.RBAC_OBJECTS);
        } catch (CharacterCodingException e) {
            throw ApiFaults.badRequest("error decoding YAML: the text is not UTF-8");
        } catch (UnreadableYamlException e) {
            throw ApiFaults.badRequest("error decoding YAML: " + e.at("patch"));
        }
    }

    /** What kind of patch it is. */
    public PatchType type() {
        return type;
    }

    /**
     * What a server-side apply wants to be there.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it is no object
     */
    public JsonObject configuration() {
        if (body instanceof JsonObject configuration) {
            return configuration;
        }
        throw ApiFaults.badRequest("error decoding YAML: json: cannot unmarshal " + GoText.typeOf(body)
                + " into Go value of type map[string]interface {}");
    }

    /**
     * Changes a copy of an object by a patch that is no apply.
     *
     * @param original the object as it is stored, which is not changed
     * @param schema what is known of its kind
     * @return the object as it is with the patch, of which nothing belongs to the original
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if the patch does not fit, or the kind does
     *     not take its type
     */
    public JsonObject apply(JsonObject original, Optional<Schema> schema) {
        return switch (type) {
            case JSON -> operated(original);
            case MERGE ->
                MergePatch.apply(original, changes()).getAsJsonObject().deepCopy();
            case STRATEGIC -> {
                if (schema.isEmpty()) {
                    throw ApiFaults.unsupportedMediaType(WITHOUT_STRATEGY);
                }
                yield StrategicMergePatch.apply(original, changes(), schema).deepCopy();
            }
            case APPLY -> throw new IllegalStateException("What an apply changes, is found by who owns what");
        };
    }

    private JsonObject operated(JsonObject original) {
        try {
            if (JsonPatch.of(body).apply(original) instanceof JsonObject result) {
                return result;
            }
            throw new UnfitPatchException("nothing but an object can take the place of the object");
        } catch (UnfitPatchException e) {
            throw ApiFaults.unfitPatch(e.reason());
        }
    }

    private JsonObject changes() {
        if (body instanceof JsonObject changes) {
            return changes;
        }
        throw ApiFaults.badRequest("error decoding patch: json: cannot unmarshal " + GoText.typeOf(body)
                + " into Go value of type map[string]interface {}");
    }

    /** Never its contents, which may be secret. */
    @Override
    public String toString() {
        return "a patch of type " + type.mediaType();
    }
}
