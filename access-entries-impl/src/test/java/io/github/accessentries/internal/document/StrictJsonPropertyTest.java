package io.github.accessentries.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the strict mode that the newest Gson has, on texts that are nearly JSON. */
@Tag("slow")
class StrictJsonPropertyTest {

    private static final TypeAdapter<JsonElement> TREES = new Gson().getAdapter(JsonElement.class);
    private static final String GOOD =
            "{\"a\":[1,-2.5e3,true,false,null,\"x\\n\\u0041\\\\\"],\"b\":{\"c\":\"\\\"\",\"d\":{}}, \"e\" : 0}";
    private static final String PARTS = "{}[]:,\"'\\/ \n\t\u0001aeEnrtuTf0123+-.#;=\ufeff";

    private static Optional<JsonElement> strictly(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement value = TREES.read(reader);
            return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(value) : Optional.empty();
        } catch (IOException | JsonParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonElement> parse(String text) {
        try {
            return Optional.of(StrictJson.parse(text, DocumentLimits.REVIEW));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void damagedText_isReadAsTheStrictReaderDoes_unlessANameComesTwice(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                String part = String.valueOf(PARTS.charAt(random.nextInt(PARTS.length())));
                text.replace(at, at + random.nextInt(2), part);
            }
            Optional<JsonElement> expected = text.indexOf("\ufeff") == 0 ? Optional.empty() : strictly(text.toString());

            Optional<JsonElement> read = parse(text.toString());

            // The names in the text are so few that a damaged one may be that of its neighbour, which only we refuse.
            if (read.isPresent() || !isTwice(text.toString())) {
                assertThat(read).as(text.toString()).isEqualTo(expected);
            }
        }
    }

    private static boolean isTwice(String text) {
        return text.matches("(?s).*(\"\\w?\")\\s*:.*\\1\\s*:.*");
    }
}
