package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.patch.ObjectPatch;
import io.github.accessentries.testkit.internal.kubernetes.patch.PatchType;
import io.github.accessentries.testkit.internal.kubernetes.schema.BuiltInSchemas;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Patches of the kind that the first byte names: what they patch stays as it is, and a merge is that of RFC 7386. */
final class FuzzedPatches implements Consumer<byte[]> {

    private static final List<PatchType> TYPES = List.of(PatchType.values());
    private static final Optional<Schema> POD = BuiltInSchemas.get().ofKind("v1", "Pod");
    private static final String ORIGINAL = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "labels": {"app": "web"}},
             "spec": {"containers": [{"name": "a", "image": "nginx", "args": ["x", "y"]}, {"name": "b"}]}}""";

    @Override
    public void accept(byte[] input) {
        if (input.length == 0) {
            return;
        }
        PatchType type = TYPES.get(Byte.toUnsignedInt(input[0]) % TYPES.size());
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        JsonObject original = JsonParser.parseString(ORIGINAL).getAsJsonObject();
        try {
            ObjectPatch patch = ObjectPatch.read(type, body);
            if (type == PatchType.APPLY) {
                assertThat(patch.configuration()).isNotNull();
                return;
            }
            JsonObject patched = patch.apply(original, POD);
            assertThat(original).isEqualTo(JsonParser.parseString(ORIGINAL));
            if (type == PatchType.MERGE) {
                assertThat(patched).isEqualTo(merged(original, JsonParser.parseString(new String(body, UTF_8))));
            }
        } catch (ApiFault e) {
            assertThat(e.code()).isBetween(400, 500); // what Kubernetes has no word for, it refuses with 500
        }
    }

    /** The pseudocode of RFC 7386. */
    private static JsonElement merged(JsonElement target, JsonElement patch) {
        if (!(patch instanceof JsonObject changes)) {
            return patch;
        }
        JsonObject result = target instanceof JsonObject object ? object.deepCopy() : new JsonObject();
        changes.entrySet().forEach(change -> {
            if (change.getValue().isJsonNull()) {
                result.remove(change.getKey());
            } else {
                JsonElement old = result.has(change.getKey()) ? result.get(change.getKey()) : JsonNull.INSTANCE;
                result.add(change.getKey(), merged(old, change.getValue()));
            }
        });
        return result;
    }
}
