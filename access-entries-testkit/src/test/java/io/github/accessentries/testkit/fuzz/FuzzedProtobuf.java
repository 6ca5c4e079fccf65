package io.github.accessentries.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.schema.protobuf.ProtobufReader;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import io.kubernetes.client.proto.Runtime.Unknown;
import io.kubernetes.client.proto.V1.ConfigMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Bodies of protobuf: what is read is an object, which decodes as one, and where it is a ConfigMap, the one that Google's reader reads. */
final class FuzzedProtobuf implements Consumer<byte[]> {

    private static final int MAGIC_BYTES = 4;

    private final ObjectDecoder decoder = new ObjectDecoder(type -> Optional.empty());

    @Override
    public void accept(byte[] input) {
        JsonObject object;
        try {
            object = ProtobufReader.read(input);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return;
        }
        String apiVersion = object.get("apiVersion").getAsString();
        String kind = object.get("kind").getAsString();
        try {
            JsonObject decoded =
                    decoder.decode(apiVersion, kind, object.deepCopy()).object();
            assertThat(decoder.decode(apiVersion, kind, decoded.deepCopy()).object())
                    .isEqualTo(decoded);
        } catch (ApiFault e) {
            assertThat(e.code()).isEqualTo(400);
        }
        if (apiVersion.equals("v1") && kind.equals("ConfigMap")) {
            requireTheOfficialOne(input, object);
        }
    }

    private static void requireTheOfficialOne(byte[] input, JsonObject object) {
        ConfigMap official;
        try {
            Unknown envelope = Unknown.parseFrom(Arrays.copyOfRange(input, MAGIC_BYTES, input.length));
            official = ConfigMap.parseFrom(envelope.getRaw());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("Google's reader does not read what was read as " + object, e);
        }
        JsonObject data = new JsonObject();
        official.getDataMap().forEach(data::addProperty);
        JsonElement read = object.get("data");
        assertThat(read == null ? new JsonObject() : read).isEqualTo(data);
        JsonElement metadata = object.get("metadata");
        JsonElement name = metadata == null ? null : metadata.getAsJsonObject().get("name");
        assertThat(name == null ? "" : name.getAsString())
                .isEqualTo(official.getMetadata().getName());
    }
}
