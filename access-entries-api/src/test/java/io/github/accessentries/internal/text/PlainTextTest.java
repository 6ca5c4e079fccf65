package io.github.accessentries.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"team-a", "arn:aws:iam::111122223333:role/ana@example.org", "größe", "日本", "a b", "\\u000a", "😀"
            })
    void ordinaryText_staysAsItIs(String text) {
        assertThat(PlainText.hidesSomething(text)).isFalse();
        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @ParameterizedTest(name = "U+{0}")
    @CsvSource({
        "000A, \\u000a", "000D, \\u000d", "0009, \\u0009", "001B, \\u001b", "0000, \\u0000", "007F, \\u007f",
        "0085, \\u0085", "009B, \\u009b", "00A0, \\u00a0", "00AD, \\u00ad", "034F, \\u034f", "061C, \\u061c",
        "1160, \\u1160", "180B, \\u180b", "200B, \\u200b", "200D, \\u200d", "200F, \\u200f", "2028, \\u2028",
        "2029, \\u2029", "202E, \\u202e", "2066, \\u2066", "2800, \\u2800", "3000, \\u3000", "3164, \\u3164",
        "D800, \\ud800", "DC00, \\udc00", "FE0F, \\ufe0f", "FEFF, \\ufeff", "E0001, \\udb40\\udc01",
                "E0100, \\udb40\\udd00"
    })
    void charactersThatDeceive_areEscaped(String codePoint, String escaped) {
        String text = "a" + new StringBuilder().appendCodePoint(Integer.parseInt(codePoint, 16)) + "b";

        boolean isBlank = codePoint.equals("00A0") || codePoint.equals("3000");
        assertThat(PlainText.hidesSomething(text)).isEqualTo(!isBlank);
        assertThat(PlainText.of(text)).isEqualTo("a" + escaped + "b");
    }

    @Test
    void name_thatCouldBeTakenForMore_isQuoted() {
        assertThat(PlainText.name("team-a:{{SessionName}}")).isEqualTo("team-a:{{SessionName}}");
        assertThat(PlainText.name("team-a")).isEqualTo("team-a");
        assertThat(PlainText.name("")).isEqualTo("\"\"");
        assertThat(PlainText.name("a, system:masters")).isEqualTo("\"a, system:masters\"");
        assertThat(PlainText.name("a\" b=\"c\\")).isEqualTo("\"a\\\" b=\\\"c\\\\\"");
        assertThat(PlainText.name("a\nb")).isEqualTo("a\\u000ab");
        assertThat(PlainText.names(List.of("a", "b c"))).isEqualTo("a, \"b c\"");
    }

    @Test
    void nameThatLooksEscaped_isToldFromOneWithTheCharacter() {
        assertThat(PlainText.name("\\u000a")).isEqualTo("\"\\\\u000a\"").isNotEqualTo(PlainText.name("\n"));
        assertThat(PlainText.quoted("\\u000a")).isNotEqualTo(PlainText.quoted("\n"));
        assertThat(PlainText.distinct("\\u000a")).isNotEqualTo(PlainText.distinct("\n"));
        assertThat(PlainText.distinct("mapRoles[0]: is no mapping")).isEqualTo("mapRoles[0]: is no mapping");
        assertThat(PlainText.name("CORP\\ursula")).isEqualTo("CORP\\ursula");
    }
}
