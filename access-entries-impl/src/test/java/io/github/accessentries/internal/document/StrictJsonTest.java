package io.github.accessentries.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text, DocumentLimits.REVIEW))
                .isInstanceOf(IOException.class)
                .hasMessage("The text is not JSON, or exceeds the limits on length or depth")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "-0.5e+10",
                "1E3",
                "\"\"",
                " {\"a\" : [1, \"b\", null, {\"a\": false}]}\r\n\t",
                "\"\\u00e9 \\\" \\\\ \\/ \\b\\f\\n\\r\\t\"",
                "123456789012345678901234567890",
            })
    void json_isRead(String text) throws IOException {
        assertThat(StrictJson.parse(text, DocumentLimits.REVIEW)).isEqualTo(JsonParser.parseString(text));
        assertThat(StrictJson.parse(text.getBytes(UTF_8), DocumentLimits.REVIEW))
                .isEqualTo(JsonParser.parseString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "[1 2]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\"=1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1;\"b\":2}",
                "TRUE",
                "Null",
                "truE",
                "[falsE]",
                "NaN",
                "-Infinity",
                "+1",
                "01",
                "1.",
                ".5",
                "1e",
                "0x1",
                "truefalse",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"a\u0000b\"",
                "\"\\'\"",
                "\"\\\n\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u+123\"",
                "\"\\",
                "\"",
                "{} {}",
                "{}x",
                "{}\u0000",
                "// note\n{}",
                "{} # note",
                "{/* note */}",
                ")]}'\n{}",
                "\ufeff{}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "[{\"b\":{\"a\":1,\"a\":2}}]",
            })
    void whatIsNoJson_orSaysAThingTwice_isRefusedWithoutAWordOfIt(String text) {
        assertRefused(text);
    }

    @Test
    void repeatedName_whereTheLimitsAllowIt_countsAtTheLast() throws IOException {
        assertThat(StrictJson.parse("{\"a\":1,\"a\":2}", DocumentLimits.AWS_REQUEST))
                .isEqualTo(JsonParser.parseString("{\"a\":2}"));
    }

    @Test
    void notUtf8_isRefused() {
        assertThatThrownBy(() -> StrictJson.parse(new byte[] {'"', (byte) 0xC3, '"'}, DocumentLimits.REVIEW))
                .isInstanceOf(IOException.class);
    }

    @Test
    void textBeyondALimit_isRefused() throws IOException {
        int deepest = DocumentLimits.REVIEW.maxDepth();
        String longest = " ".repeat(DocumentLimits.CALLER_IDENTITY.maxCharacters() - 2) + "{}";

        assertThat(StrictJson.parse("[".repeat(deepest) + "]".repeat(deepest), DocumentLimits.REVIEW)
                        .isJsonArray())
                .isTrue();
        assertRefused("[".repeat(deepest + 1) + "]".repeat(deepest + 1));
        assertRefused("{\"a\":".repeat(100_000));
        assertThat(StrictJson.parse(longest, DocumentLimits.CALLER_IDENTITY).isJsonObject())
                .isTrue();
        assertThatThrownBy(() -> StrictJson.parse(" " + longest, DocumentLimits.CALLER_IDENTITY))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> StrictJson.parse((" " + longest).getBytes(UTF_8), DocumentLimits.CALLER_IDENTITY))
                .isInstanceOf(IOException.class);
    }
}
