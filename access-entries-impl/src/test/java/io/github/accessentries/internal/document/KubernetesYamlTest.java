package io.github.accessentries.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesYamlTest {

    /** Enough to show quadratic time, which would take minutes. */
    private static final int QUARTER = DocumentLimits.AWS_AUTH.maxCharacters() / 4;

    /** Each alias would decode anew, and a text of a quarter of the limit would end in an OutOfMemoryError. */
    @Test
    void scalarBehindManyAliases_isOneValue() throws UnreadableYamlException {
        JsonArray list = read("- &a !!binary " + "AAAA".repeat(QUARTER / 8) + "\n- &m {k: *a}\n- ["
                        + "*a,".repeat(20_000) + "]\n- [" + "*m,".repeat(10_000) + "]")
                .getAsJsonArray();

        JsonArray texts = list.get(2).getAsJsonArray();
        assertThat(texts).hasSize(20_000);
        assertThat(texts.get(0).getAsString()).isSameAs(texts.get(19_999).getAsString());
        JsonArray mappings = list.get(3).getAsJsonArray();
        assertThat(mappings.get(9_999).getAsJsonObject().get("k").getAsString())
                .isSameAs(texts.get(0).getAsString());
    }

    private static JsonElement read(String yaml) throws UnreadableYamlException {
        return KubernetesYaml.read(yaml, DocumentLimits.AWS_AUTH);
    }

    private static void assertReads(String yaml, String json) throws UnreadableYamlException {
        assertThat(read(yaml)).as(yaml).hasToString(JsonParser.parseString(json).toString());
    }

    private static void assertRefuses(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .as(yaml)
                .isInstanceOf(UnreadableYamlException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "yes        | true",
                "y          | true",
                "Off        | false",
                "oN         | \"oN\"",
                "~          | null",
                "nUll       | \"nUll\"",
                "0777       | 511",
                "0o17       | 15",
                "0x1F       | 31",
                "-0b11      | -3",
                "08         | 8.0",
                "1_000      | 1000",
                "_1         | \"_1\"",
                "+12        | 12",
                "0x         | \"0x\"",
                "1e3        | 1000.0",
                ".5         | 0.5",
                "5.         | 5.0",
                "1.2.3      | \"1.2.3\"",
                "12e34567   | \"12e34567\"",
                "1e400      | \"1e400\"",
                "12:30:45   | \"12:30:45\"",
                "2025-03-01 | \"2025-03-01\"",
                "=          | \"=\"",
                "<<         | \"<<\"",
                "!!str 12   | \"12\"",
                "!!int '12' | 12",
                "!!float 1  | 1.0",
                "!Ref 12    | \"12\"",
                "! 12       | \"12\"",
                "!!binary b3Bz | \"ops\"",
                "!!timestamp 2025-03-01 | \"2025-03-01\"",
                "18446744073709551615  | 18446744073709551615",
                "18446744073709551616  | 18446744073709551616.0",
                "0xFFFFFFFFFFFFFFFFFF  | \"0xFFFFFFFFFFFFFFFFFF\"",
            })
    void scalars_areReadByTheRulesOfGo(String yaml, String json) throws UnreadableYamlException {
        assertThat(read(yaml)).isEqualTo(JsonParser.parseString(json));
    }

    @Test
    void keys_becomeText() throws UnreadableYamlException {
        assertReads(
                "{1: a, true: b, 2.5: c, 1e6: d, .inf: e, 0x10: f, 2025-03-01: g}",
                "{'.inf':'e','1':'a','16':'f','1e+06':'d','2.5':'c','2025-03-01':'g','true':'b'}");
        assertRefuses("~: x", "unsupported map key");
        assertRefuses("? [a]\n: x", "used as a key");
        assertRefuses("a: {{b}}", "used as a key");
    }

    @Test
    void lastOfEqualKeys_counts() throws UnreadableYamlException {
        assertReads("a: 1\na: 2\nA: 3", "{'A':3,'a':2}");
        assertReads("a: .inf\na: 2", "{'a':2}");
    }

    @Test
    void mergeKeys_takeEffectWhereTheyStand() throws UnreadableYamlException {
        assertReads("- &d {a: 1, b: 2}\n- {a: 0, <<: *d}\n- {<<: *d, a: 0}", "[{a:1,b:2},{a:1,b:2},{a:0,b:2}]");
        assertReads("{<<: [{a: 1}, {a: 2, b: 2}]}", "{a:1,b:2}");
        assertReads("- &d {a: 1}\n- {'<<': *d}", "[{a:1},{'<<':{a:1}}]");
        assertRefuses("{<<: x}", "map merge requires");
        assertRefuses("- &d [{a: 1}]\n- {<<: *d}", "map merge requires");
    }

    @Test
    void onlyTheFirstDocument_counts() throws UnreadableYamlException {
        assertReads("a\n---\n[", "'a'");
        assertReads("--- a\n...\n[", "'a'");
        assertReads("---\n---\nb", "null");
        assertReads("", "null");
        assertReads("# nothing", "null");
        assertReads("[a] b", "['a']");
        assertRefuses("[a] 'b", "end of stream");
    }

    @Test
    void tabs_mayFollowColonsAndNoIndent() throws UnreadableYamlException {
        assertReads("a:\tb\t\nc:\t[d,\te]\t# f", "{a:'b',c:['d','e']}");
        assertRefuses("a: b\n\tc: d", "tab");
        assertRefuses("-\ta", "cannot start any token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: \"\\ud83d\\ude00\"",
                "a: \"\\/\"",
                "%YAML 1.2\n---\na",
                "%FOO\n---\na",
                "a: @b",
                "a: `b",
                "a: %b",
                "a: *b",
                "a: &b,c",
                "a: b: c",
                "a: 'b",
                "a:\n b\nc",
                "[a, b",
                "a\u0007",
                "a: !!int b",
                "a: !!binary b3B",
                "a: !foo!bar b",
                "&a [*a]",
            })
    void whatTheClusterRefuses_isRefused(String yaml) {
        assertRefuses(yaml, "");
    }

    @Test
    void faults_tellTheirLine() {
        assertThatThrownBy(() -> read("a: b\nc: 'd"))
                .isInstanceOfSatisfying(
                        UnreadableYamlException.class,
                        e -> assertThat(e.at("mapRoles"))
                                .isEqualTo("mapRoles, line 2: found unexpected end of stream"));
    }

    /** What takes quadratic time elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\n", "[", "{", "- ", "a: ", "? ", "'", "\"", "!", "&a ", "#", "\t", "x", "{}: ", "[],", "| "
            })
    void hostileTexts_areReadInLinearTime(String part) {
        String text = "x" + part.repeat(QUARTER / part.length());

        for (String yaml : new String[] {text, text.substring(1), "a:\n" + text.substring(4)}) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                try {
                    read(yaml);
                } catch (UnreadableYamlException refused) {
                    assertThat(refused.getMessage()).isNotEmpty();
                }
            });
        }
    }

    @Test
    void aliases_mayMultiplyATextOnlySoFar() {
        StringBuilder yaml = new StringBuilder("- &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            yaml.append("- &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertRefuses(yaml.toString(), "excessive aliasing");
    }

    @Test
    void depth_isLimited() throws UnreadableYamlException {
        int most = DocumentLimits.AWS_AUTH.maxDepth();
        assertThat(read("[".repeat(most) + "]".repeat(most)).isJsonArray()).isTrue();
        assertRefuses("[".repeat(most + 1) + "]".repeat(most + 1), "exceeded max depth");
        assertRefuses("- ".repeat(most + 1), "exceeded max depth");
        assertRefuses("[".repeat(100_000), "exceeded max depth");
    }
}
