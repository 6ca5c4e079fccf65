package io.github.accessentries.testkit.internal.kubernetes.writing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.MetadataShape;
import io.github.accessentries.testkit.internal.kubernetes.body.BodyReader;
import io.github.accessentries.testkit.internal.kubernetes.body.ReadBody;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.Decoded;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.FieldValidation;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what requests bring for objects of the kind that the path names.
 *
 * @param decoder knows what the kinds have
 */
public record ObjectBodies(ObjectDecoder decoder) {

    /** The object of a request that is answered and forgotten. */
    public KubeObject forgotten(ApiRequest request, ResourceType type) {
        return object(request, type, WriteOptions.CREATE).object();
    }

    /** The object of a request; of what its kind does not know, the request's own words decide. */
    public Given object(ApiRequest request, ResourceType type, String options) {
        FieldValidation validation = FieldValidation.of(request.query(), options);
        ReadBody body = BodyReader.read(request, type);
        Decoded decoded = decoded(body.json(), type);
        List<String> problems = new ArrayList<>(body.problems());
        problems.addAll(decoded.problems());
        List<String> warnings = validation.settle(type, problems);
        return new Given(MetadataShape.of(type, decoded.object()), warnings);
    }

    /** The object that a patch has made. */
    public Given patched(JsonObject json, ResourceType type, FieldValidation validation) {
        Decoded decoded = decoded(json, type);
        return new Given(MetadataShape.of(type, decoded.object()), validation.settlePatch(decoded.problems()));
    }

    private Decoded decoded(JsonObject json, ResourceType type) {
        String apiVersion = text(json, "apiVersion");
        String kind = text(json, "kind");
        if (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion())) {
            throw ApiFaults.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        if (!kind.isEmpty() && !kind.equals(type.kind())) {
            throw ApiFaults.badRequest(kind + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": the path is that of " + type.resource());
        }
        JsonObject named = new JsonObject();
        named.addProperty("kind", type.kind());
        named.addProperty("apiVersion", type.apiVersion());
        json.entrySet().stream()
                .filter(member -> !named.has(member.getKey()))
                .forEach(member -> named.add(member.getKey(), member.getValue()));
        return decoder.decode(type, named);
    }

    private static String text(JsonObject json, String member) {
        JsonElement value = json.get(member);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
