package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.Seeds;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownPageTest {

    private static List<String> row(String cell) {
        return List.of(cell, "why");
    }

    private static ResultPage page(int changes, int effects, String name) {
        ResultPage page = new ResultPage();
        page.title("Access plan for prod");
        page.items(
                "2 findings",
                List.of(new ResultPage.Item(name, "first"), new ResultPage.Item("type-change", "second")));
        page.foldedTable("Changes", List.of("A", "B"), Collections.nCopies(changes, row("change " + name)));
        page.section(
                name,
                "of a cluster",
                false,
                within -> within.foldedTable(
                        "Effects", List.of("A", "B"), Collections.nCopies(effects, row("effect " + name))));
        page.foldedList("Notes", List.of("a note"));
        page.foot("Planned");
        return page;
    }

    @Test
    void whatFits_isWhole() {
        assertThat(MarkdownPage.of(page(1, 1, "a<b>"))).isEqualTo("""
                ### Access plan for prod

                **2 findings**

                - ` a<b> `: first
                - ` type-change `: second

                <details open><summary>Changes</summary>

                | A | B |
                |---|---|
                | change a\\<b\\> | why |

                </details>

                <details><summary><code>a&lt;b&gt;</code>: of a cluster</summary>

                <details open><summary>Effects</summary>

                | A | B |
                |---|---|
                | effect a\\<b\\> | why |

                </details>

                </details>

                <details><summary>Notes</summary>

                - a note

                </details>

                Planned
                """);
    }

    @Test
    void whatDoesNotFit_isCountedWhereItIsMissing_andShortPartsStayWhole() {
        String text = MarkdownPage.of(page(3_000, 2_000, "x".repeat(80)));
        long changes = text.lines().filter(line -> line.startsWith("| change")).count();
        long effects = text.lines().filter(line -> line.startsWith("| effect")).count();

        assertThat(text.length()).isBetween(60_000, MarkdownPage.MOST_CHARACTERS);
        assertThat(changes).isBetween(effects - 10, effects + 10).isGreaterThan(250);
        assertThat(text)
                .startsWith("### Access plan for prod\n\n**Too long for a comment: " + (5_000 - changes - effects)
                        + " lines are left out. The other formats have all.**\n\n**2 findings**\n")
                .contains("\nand " + (3_000 - changes) + " more\n", "\nand " + (2_000 - effects) + " more\n")
                .contains("- a note\n")
                .endsWith("\nPlanned\n");
    }

    @Test
    void aNameOfAnyLength_hidesNothingBehindIt() {
        String text = MarkdownPage.of(page(50, 50, "|".repeat(70_000)));

        assertThat(text.length()).isLessThanOrEqualTo(MarkdownPage.MOST_CHARACTERS);
        assertThat(text).contains("- ` type-change `: second\n- and 1 more\n", "… (69007 characters more)");
    }

    static LongStream seeds() {
        return Seeds.of(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyPage_isNeverLongerThanIsAllowed_andNothingIsLeftOutUntold(long seed) {
        NastyNames names = new NastyNames(seed);
        ResultPage page = new ResultPage();
        page.title(names.name());
        page.foot(names.name());
        fill(page, names, 2);
        String text = MarkdownPage.of(page, 10_000);
        String whole = MarkdownPage.of(page, Integer.MAX_VALUE);

        assertThat(text.length()).isLessThanOrEqualTo(10_000);
        assertThat(text.contains("Too long for a comment")).isEqualTo(!text.equals(whole));
        assertThat(text.split("<details", -1)).hasSameSizeAs(text.split("</details>", -1));
    }

    private static void fill(ResultPage page, NastyNames names, int depth) {
        page.strong(names.name());
        page.list(names.many());
        page.foldedTable(
                "Some",
                List.of("A", "B"),
                names.many().stream().map(MarkdownPageTest::row).toList());
        if (depth > 0) {
            Stream.of(1, 2, 3)
                    .forEach(each -> page.section(names.name(), "one", false, in -> fill(in, names, depth - 1)));
        }
    }
}
