package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeName;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.Decoded;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes as protobuf and what comes as JSON are the same objects, and nothing that comes breaks the decoder. */
class DecodedMessagesTest {

    private static final int CHANGES = 20;
    private static final List<JsonElement> ODD = List.of(
            JsonNull.INSTANCE,
            new JsonObject(),
            new JsonArray(),
            new JsonPrimitive("odd"),
            new JsonPrimitive(""),
            new JsonPrimitive(-1.5),
            new JsonPrimitive(new java.math.BigDecimal("1e999999999")),
            new JsonPrimitive(false));

    private final ObjectDecoder decoder = new ObjectDecoder(type -> Optional.empty());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261126})
    void everyKind(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (TypeName name : TypeTable.get().names()) {
            TypeFacts type = TypeTable.get().type(name.qualified());
            if (!type.isTyped() || !OfficialMessages.has(name)) {
                continue;
            }
            RandomMessages.Sample sample = new RandomMessages(random).of(OfficialMessages.of(name), type);
            JsonObject json = sample.json().getAsJsonObject().deepCopy();
            json.addProperty("apiVersion", name.apiVersion());
            json.addProperty("kind", name.simpleName());
            Decoded decoded = decode(name, json);
            assertThat(decoded.problems()).as("seed %d, %s", seed, name).isEmpty();
            assertThat(decode(name, decoded.object()))
                    .as("seed %d, %s, again", seed, name)
                    .isEqualTo(decoded);
            byte[] body = ProtobufBodies.body(name.apiVersion(), name.simpleName(), sample.message());
            assertThat(decode(name, ProtobufReader.read(body)))
                    .as("seed %d, %s, by protobuf", seed, name)
                    .isEqualTo(decoded);
            for (int change = 0; change < CHANGES; change++) {
                JsonObject odd = json.deepCopy();
                spoil(odd, random);
                try {
                    Decoded taken = decode(name, odd);
                    assertThat(decode(name, taken.object()).object()).isEqualTo(taken.object());
                } catch (ApiFault fault) {
                    assertThat(fault.code()).as("seed %d, %s", seed, name).isEqualTo(400);
                }
            }
        }
    }

    private Decoded decode(TypeName name, JsonObject json) {
        return decoder.decode(name.apiVersion(), name.simpleName(), json);
    }

    /** Puts something else in the place of one value, or adds a field. */
    private static void spoil(JsonElement json, RandomGenerator random) {
        JsonElement odd = ODD.get(random.nextInt(ODD.size()));
        if (json instanceof JsonArray array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (random.nextBoolean()) {
                array.set(index, odd);
            } else {
                spoil(array.get(index), random);
            }
        } else if (json instanceof JsonObject object) {
            List<String> names = List.copyOf(object.keySet());
            if (names.isEmpty() || random.nextInt(4) == 0) {
                object.add("odd", odd);
            } else if (random.nextInt(4) == 0) {
                object.add(names.get(random.nextInt(names.size())), odd);
            } else {
                spoil(object.get(names.get(random.nextInt(names.size()))), random);
            }
        }
    }
}
