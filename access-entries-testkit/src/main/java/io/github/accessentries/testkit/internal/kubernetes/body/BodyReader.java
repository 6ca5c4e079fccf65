package io.github.accessentries.testkit.internal.kubernetes.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.document.UnreadableYamlException;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.schema.protobuf.ProtobufReader;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.RepeatedFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the object that a request brings, in JSON, YAML or protobuf. */
public final class BodyReader {

    /** As deep as Kubernetes goes, and of repeated names the last counts; how long a body is, is checked before. */
    private static final DocumentLimits LIMITS = DocumentLimits.RBAC_OBJECTS;

    private BodyReader() {}

    /**
     * Reads the object.
     *
     * @param request the request
     * @param type the kind that its path expects
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if there is none, or not in a form that is
     *     known
     */
    public static ReadBody read(ApiRequest request, ResourceType type) {
        requireShort(request);
        String mediaType = request.headers().first("Content-Type").orElse("");
        MediaType form = MediaType.ofBody(mediaType)
                .orElseThrow(() -> ApiFaults.unsupportedMediaType(String.join(", ", MediaType.READABLE)));
        return switch (form) {
            case JSON -> json(request.body(), type);
            case YAML -> yaml(request.body(), type);
            case PROTOBUF -> protobuf(request.body(), type);
        };
    }

    /**
     * Refuses bodies that are longer than kube-apiserver takes.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it is too long
     */
    public static void requireShort(ApiRequest request) {
        if (request.body().length > ApiRequest.MAX_BODY_BYTES) {
            throw ApiFaults.tooLarge(ApiRequest.MAX_BODY_BYTES);
        }
    }

    private static ReadBody json(byte[] body, ResourceType type) {
        List<String> repeated = new ArrayList<>();
        try {
            JsonElement json = StrictJson.parse(text(body), LIMITS, repeated::add);
            return new ReadBody(object(json, type), repeated.isEmpty() ? List.of() : RepeatedFields.in(body));
        } catch (IOException e) {
            throw unrecognized(type, "couldn't get version/kind; json parse error: it is not JSON, or too deep");
        }
    }

    private static ReadBody yaml(byte[] body, ResourceType type) {
        List<String> repeated = new ArrayList<>();
        try {
            JsonElement json = KubernetesYaml.read(
                    text(body), LIMITS, name -> repeated.add("duplicate field \"" + name + "\""), () -> {});
            return new ReadBody(object(json, type), List.copyOf(repeated));
        } catch (UnreadableYamlException | CharacterCodingException e) {
            throw unrecognized(type, "error converting YAML to JSON: it is not YAML, or too deep");
        }
    }

    private static ReadBody protobuf(byte[] body, ResourceType type) {
        try {
            return new ReadBody(ProtobufReader.read(body), List.of());
        } catch (IllegalArgumentException e) {
            throw unrecognized(type, e.getMessage());
        }
    }

    private static String text(byte[] body) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static JsonObject object(JsonElement json, ResourceType type) {
        return Optional.of(json)
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .orElseThrow(() -> unrecognized(type, "couldn't get version/kind; json parse error: it is no object"));
    }

    /** Kubernetes quotes the beginning of the body here, which may be secret. */
    private static ApiFault unrecognized(ResourceType type, @Nullable String why) {
        return ApiFaults.badRequest(
                "the object provided is unrecognized (must be of type " + type.kind() + "): " + why);
    }
}
