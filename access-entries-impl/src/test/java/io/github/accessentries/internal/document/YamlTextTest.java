package io.github.accessentries.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.iac.manifest.LiteralYaml;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Each writer, read back by a reader of YAML 1.1 as in Java, and by one as Go has it. */
class YamlTextTest {

    private static final List<Function<Object, String>> WRITERS =
            List.of(YamlText::of, YamlText::withFlushLists, LiteralYaml::of);

    /** What texts that mean something to somebody are made of. */
    private static final String[] PARTS = {
        "y",
        "N",
        "yes",
        "on",
        "null",
        "~",
        "=",
        "<<",
        "0",
        "1",
        "9",
        "_",
        ".",
        "-",
        "+",
        "e",
        "x",
        "o",
        "b",
        ":",
        " ",
        "#",
        "inf",
        "NaN",
        "!",
        "&",
        "*",
        "'",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "$",
        "${A}",
        "---",
        "\n",
        "\r",
        "\t",
        "\u0000",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\u00e9",
        "\ud83d\ude00",
        "T",
        "Z",
        "2026-01-01"
    };

    private static void assertReadBack(String text) throws UnreadableYamlException {
        Map<String, Object> value = Map.of("value", text, "list", List.of(text), text + "!", "key");
        for (Function<Object, String> writer : WRITERS) {
            String yaml = writer.apply(value);

            Object ofJava = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            assertThat(ofJava).as(yaml).isEqualTo(value);
            JsonObject json =
                    KubernetesYaml.read(yaml, DocumentLimits.TEAM_MANIFEST).getAsJsonObject();
            assertThat(Stream.of(json.get("value"), json.getAsJsonArray("list").get(0)))
                    .as(yaml)
                    .allMatch(read -> isText(read, text));
            assertThat(json.get(text + "!")).as(yaml).isNotNull();
        }
    }

    private static boolean isText(JsonElement read, String text) {
        return read.isJsonPrimitive()
                && read.getAsJsonPrimitive().isString()
                && read.getAsString().equals(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "y",
                "n",
                "yes",
                "No",
                "on",
                "OFF",
                "true",
                "null",
                "~",
                "=",
                "<<",
                "0123",
                "098765432109",
                "1e3",
                "0o17",
                "0x1F",
                "0b1",
                "1_000",
                "-_5",
                "+.5",
                ".5",
                "12:30",
                "190:20:30",
                ".inf",
                "+.INF",
                "-inf",
                "+Infinity",
                ".nan",
                "2026-01-01",
                "2026-01-01T00:00:00Z",
                ":symbol",
                "- a",
                "a: b",
                "a #b",
                "? a",
                "---",
                "...",
                "a\nb",
                "a\n",
                "\ta",
                "{{SessionName}}",
                "a{{SessionName}}",
                "${ops.name}",
                "$$",
                "\"",
                "'",
                "\\x24"
            })
    void text_isTheSameTextToEveryReader(String text) throws UnreadableYamlException {
        assertReadBack(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "0123", "1e3", "=", "<<", "~", ":a", "-_5", "098", "-inf", "12:30"})
    void textThatAnyReaderTakesOtherwise_isQuoted(String text) {
        assertThat(YamlText.of(Map.of("a", text))).isEqualTo("a: '" + text + "'\n");
        assertThat(YamlText.of(Map.of(text, "a"))).isEqualTo("'" + text + "': a\n");
    }

    @Test
    void plainText_staysPlain() {
        assertThat(YamlText.of(Map.of("a", "arn:aws:iam::111122223333:role/ops")))
                .isEqualTo("a: arn:aws:iam::111122223333:role/ops\n");
    }

    @Test
    void textsOfOddParts_areReadBack() throws UnreadableYamlException {
        Random random = new Random(15);
        for (int round = 0; round < 100; round++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(5); part >= 0; part--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertReadBack(text.toString());
        }
    }
}
