package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for every result in each format, whatever its names are. */
final class ResultChecks {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ResultReport.schema());

    /** Between two runs of as many backticks. */
    private static final String CODE = "(?<![\\\\`])(`+)(?!`).*?(?<!`)\\1(?!`)";

    private static final Pattern CELL = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",\\r\\n]*))(,|\\r\\n)");

    private ResultChecks() {}

    static JsonObject json(ResultReport result) {
        String text = result.render(ResultFormat.JSON);
        assertThat(text.lines()).hasSize(1);
        assertThat(text).doesNotContain("\u202e");
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        return JsonParser.parseString(text).getAsJsonObject();
    }

    static boolean isValid(JsonObject json) {
        return SCHEMA.validate(json.toString(), InputFormat.JSON).isEmpty();
    }

    static void markdown(ResultReport result) {
        String text = result.render(ResultFormat.MARKDOWN);

        assertThat(text)
                .startsWith("### ")
                .endsWith("\n")
                .doesNotContain("\u202e", "\r")
                .hasSizeLessThanOrEqualTo(MarkdownPage.MOST_CHARACTERS);
        String marked =
                text.replaceAll("<summary>(<code>[^<>]*</code>)?", "<summary>").replaceAll(CODE, "");
        assertThat(marked.replaceAll("</?(details|summary)( open)?>", ""))
                .doesNotContain("@octocat", "www.evil", "://")
                .doesNotContainPattern("(?<!\\\\)[<`\\[]");
        int columns = 0;
        for (String line : text.lines().toList()) {
            int cells = line.startsWith("|") ? line.split("(?<!\\\\)\\|", -1).length - 1 : 0;
            assertThat(columns == 0 || cells == 0 || cells == columns)
                    .as("as many columns as above: %s", line)
                    .isTrue();
            columns = cells;
        }
        assertThat(marked.split("<details", -1)).hasSameSizeAs(marked.split("</details>", -1));
    }

    static void text(ResultReport result) {
        assertThat(result.render(ResultFormat.TEXT)).endsWith("\n").doesNotContain("\u202e", "\r", "<details");
    }

    static List<List<String>> csv(ResultReport result) {
        String text = result.render(ResultFormat.CSV);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Matcher cell = CELL.matcher(text);
        int end = 0;
        while (cell.find()) {
            row.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
            if (!cell.group(3).equals(",")) {
                rows.add(row);
                row = new ArrayList<>();
            }
            end = cell.end();
        }
        assertThat(end).as("RFC 4180 to its end: %s", text).isEqualTo(text.length());
        assertThat(rows).allSatisfy(each -> {
            assertThat(each).hasSameSizeAs(rows.get(0));
            assertThat(each)
                    .noneMatch(field -> field.matches("(?s)(.*;)?\\s*[=+@\\t\\r\\n-].*"))
                    .noneMatch(PlainText::hidesSomething);
        });
        return rows;
    }

    /** In all formats. */
    static void all(ResultReport result) {
        json(result);
        markdown(result);
        text(result);
        csv(result);
    }

    static List<String> lines(String text, String... starts) {
        return text.lines()
                .filter(line -> Arrays.stream(starts).anyMatch(line::startsWith))
                .toList();
    }
}
