package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program that reads CSV by RFC 4180 gets of each cell. */
class CsvQuotingTest {

    private static final String PARTS = "ab1 \",;=+-@'|\t\r\n\\ü";

    /** By the grammar of RFC 4180 and nothing else: a quote stands only around a cell, or twice within one. */
    private static List<List<String>> parsed(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder cell = new StringBuilder();
            if (csv.charAt(at) == '"') {
                for (at++; csv.charAt(at) != '"' || csv.startsWith("\"\"", at); at++) {
                    at += csv.charAt(at) == '"' ? 1 : 0;
                    cell.append(csv.charAt(at));
                }
                at++;
            } else {
                for (; csv.charAt(at) != ',' && !csv.startsWith("\r\n", at); at++) {
                    assertThat(csv.charAt(at)).as(csv).isNotIn('"', '\r', '\n');
                    cell.append(csv.charAt(at));
                }
            }
            row.add(cell.toString());
            if (csv.startsWith("\r\n", at)) {
                rows.add(row);
                row = new ArrayList<>();
                at += 2;
            } else {
                assertThat(csv.charAt(at)).as(csv).isEqualTo(',');
                at++;
            }
        }
        assertThat(row).isEmpty();
        return rows;
    }

    static Stream<List<String>> rows() {
        Random random = new Random(20_260_101);
        return Stream.generate(() -> Stream.generate(() -> random.ints(random.nextInt(7), 0, PARTS.length())
                                .mapToObj(i -> PARTS.substring(i, i + 1))
                                .reduce("", String::concat))
                        .limit(3)
                        .toList())
                .limit(400);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void cells_comeBackAsTheyAre_butForEscapesAndFormulas(List<String> cells) {
        CsvTable table = new CsvTable("first", "second", "third");
        table.row(cells.toArray(new String[0]));

        List<List<String>> read = parsed(table.toString());

        assertThat(read).hasSize(2);
        assertThat(read.get(1)).hasSize(3);
        for (int i = 0; i < cells.size(); i++) {
            String escaped = cells.get(i)
                    .replace("\t", "\\u0009")
                    .replace("\r", "\\u000d")
                    .replace("\n", "\\u000a");
            assertThat(read.get(1).get(i).replace("'", "")).isEqualTo(escaped.replace("'", ""));
            assertThat(read.get(1).get(i)).as("no formula").doesNotContainPattern("(^|;)[ \"]*[=+@-]");
        }
    }

    @Test
    void quote_isDoubled_whereverItStands() {
        CsvTable table = new CsvTable("a", "b");
        table.row("say \"x\"", "\"");

        assertThat(table.toString()).isEqualTo("a,b\r\n\"say \"\"x\"\"\",\"\"\"\"\r\n");
    }
}
