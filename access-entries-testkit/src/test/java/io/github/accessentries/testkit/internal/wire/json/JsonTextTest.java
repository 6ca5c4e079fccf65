package io.github.accessentries.testkit.internal.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final List<String> TEXTS =
            List.of("", "a\"b\\c", "\u0000\u001f\t\r\n\b\f\u007f", "<&='>", "\u2028\u2029", "Zoë 😀", "\ud800");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void writesWhatGsonWouldWrite(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            JsonElement json = json(random, 4);
            assertThat(JsonText.of(json)).as("seed %d, tree %d", seed, i).isEqualTo(GSON.toJson(json));
        }
    }

    private static JsonElement json(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextBoolean());
            case 2 -> new JsonPrimitive(random.nextLong());
            case 3 -> new JsonPrimitive(BigDecimal.valueOf(random.nextLong(), 3));
            case 4 -> new JsonPrimitive(TEXTS.get(random.nextInt(TEXTS.size())));
            case 5 -> {
                JsonArray array = new JsonArray();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(json(random, depth - 1));
                }
                yield array;
            }
            default -> {
                JsonObject object = new JsonObject();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.add(TEXTS.get(random.nextInt(TEXTS.size())) + i, json(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
