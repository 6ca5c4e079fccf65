package io.github.accessentries.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

    private static Field read(String text) {
        return Document.parse(text, "file", DocumentLimits.DESIRED_ACCESS).root();
    }

    private static InvalidDesiredAccessException.Fault refused(String text, DocumentLimits limits) {
        return assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> Document.parse(text, "file", limits))
                .actual()
                .faults()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  \"a\": {\n\t\"b\": [\n      1,\n      \"x\"\n    ]\n  }\n}",
                "\n{ \"a\":\n{ \"b\": [\n1,\n\"x\"] } }",
                "\n\na:\n  b: [1,\n    x]\n"
            })
    void everyValue_knowsItsLine_inJsonAndYaml(String text) {
        Field item = read(text)
                .member("a")
                .orElseThrow()
                .member("b")
                .orElseThrow()
                .items()
                .get(1);

        assertThat(item.text()).contains("x");
        assertThat(item.place()).isEqualTo("line 5, a.b[1]");
    }

    @Test
    void json_withTabsLongNamesAndEscapes_isReadAsJson() {
        String name = "n".repeat(2_000);
        Field root = read("\uFEFF{\t\"" + name + "\":\t\"\\ud83d\\ude00\\/\" , \"zeros\": 1.00, \"no\": null}");

        assertThat(root.member(name).orElseThrow().text()).contains("\uD83D\uDE00/");
        assertThat(root.member("zeros").orElseThrow().text()).contains("1.00");
        assertThat(root.member("no").orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void aliasesAndMerges_standForWhatTheirAnchorsHave() {
        Field root = read("""
                base: &base {a: 1, b: 2}
                more: &more {b: 3, c: 4}
                one: *base
                both: {<<: [*base, *more], a: 5}
                """);

        assertThat(root.member("one").orElseThrow().member("b").orElseThrow().text())
                .contains("2");
        Field both = root.member("both").orElseThrow();
        assertThat(both.members()).containsOnlyKeys("a", "b", "c");
        assertThat(both.member("a").orElseThrow().text()).contains("5");
        assertThat(both.member("b").orElseThrow().text()).contains("2");
    }

    @Test
    void aliasesThatMultiply_areRefusedWithLine() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1) + ", ";
            laughs.append("a" + i + ": &a" + i + " [" + before.repeat(9) + "*a" + (i - 1) + "]\n");
        }

        InvalidDesiredAccessException.Fault fault = refused(laughs.toString(), DocumentLimits.DESIRED_ACCESS);

        assertThat(fault.field()).startsWith("line ");
        assertThat(fault.reason()).contains("aliases that stand for more than");
    }

    @Test
    void aliasesThatDeepen_areRefusedWithLine() {
        StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 9_000; i++) {
            deep.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
        }

        InvalidDesiredAccessException.Fault fault = refused(deep.toString(), DocumentLimits.DESIRED_ACCESS);

        assertThat(fault.reason()).contains("is deeper than 50 levels");
    }

    @Test
    void aliasWithinItsOwnAnchor_isRefusedWithLine() {
        InvalidDesiredAccessException.Fault fault = refused("x: 1\na: &a\n  b: *a\n", DocumentLimits.DESIRED_ACCESS);

        assertThat(fault.field()).isEqualTo("line 3");
        assertThat(fault.reason()).contains("within its own anchor");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenTexts")
    void whatIsNoYaml_isRefusedWithLineAndRemedy(String text, String place, String remedy) {
        InvalidDesiredAccessException.Fault fault = refused(text, DocumentLimits.DESIRED_ACCESS);

        assertThat(fault.field()).isEqualTo(place);
        assertThat(fault.reason()).contains(remedy);
    }

    static Stream<Arguments> brokenTexts() {
        return Stream.of(
                Arguments.of("a: 1\nb: *none\n", "line 2", "has the alias *none, but no anchor &none before it"),
                Arguments.of("a: 1\nb: *\n", "line 2", "an alias * and a name"),
                Arguments.of("a: 1\nb: & x\n", "line 2", "an anchor is & and a name"),
                Arguments.of("a:\n\tb: 1\n", "line 2", "a tab is no indentation"),
                Arguments.of("a:\n  - b: 1\n \t c: 2\n", "line 3", "a tab is no indentation"),
                Arguments.of("a: 1\r\nb: c: d\r\n", "line 2", "put a text with a colon in quotes"),
                Arguments.of("a: 1\nb: @x\n", "line 2", "in quotes"),
                Arguments.of("a:\n  b: 1\n c: 2\n", "line 3", "check the indentation"),
                Arguments.of("a: [1,\n 2\n", "line 3", "not closed"),
                Arguments.of("a: 1\nb: \"x\u0000\"\n", "line 2", "U+0000"),
                Arguments.of("a: " + "[\n".repeat(60) + "]".repeat(60), "line 50", "write it flatter"),
                Arguments.of("a: &a [x]\n" + "b: *a\n".repeat(10_002), "line 10002", "fewer aliases"),
                Arguments.of("a: 1\n---\nb: 2\n", "line 3", "put it into a file of its own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x: &a [1]\n\ny: *a\n", "x: &a text\n\ny: *a\n"})
    void aliasWhereThereAreNone_isRefusedWithLine(String text) {
        InvalidDesiredAccessException.Fault fault = refused(text, DocumentLimits.CLOUDFORMATION_TEMPLATE);

        assertThat(fault.field()).isEqualTo("line 3");
        assertThat(fault.reason()).contains("write out what it stands for");
    }

    @Test
    void secondDocument_isRefusedWithLine_andEmptyOnesAreNone() {
        assertThat(read("---\n# first\n---\na: 1\n---\n# end\n").member("a")).isPresent();

        assertThat(refused("a: 1\n---\nb: 2\n", DocumentLimits.DESIRED_ACCESS).field())
                .isEqualTo("line 3");
    }
}
