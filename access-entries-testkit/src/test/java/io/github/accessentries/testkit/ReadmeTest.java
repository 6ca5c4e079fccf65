package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README and the guide show what the tests run, to the letter. */
class ReadmeTest {

    private static final Pattern IN_README =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_TEST = Pattern.compile("// snippet: (\\w+)\\n(.*?) *// end\\n", Pattern.DOTALL);

    @Test
    void examples_inTheReadme_areThoseThatTheTestsRun() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        Map<String, String> tested = new TreeMap<>();
        for (Path tests : List.of(module, module.resolveSibling("access-entries-impl"))) {
            try (Stream<Path> sources = Files.walk(tests.resolve("src/test/java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    tested.putAll(snippets(IN_TEST, Files.readString(source)));
                }
            }
        }

        assertThat(snippets(IN_README, pages(module)))
                .containsExactlyEntriesOf(tested)
                .hasSizeGreaterThan(3);
    }

    private static String pages(Path module) throws IOException {
        return Files.readString(module.resolveSibling("README.md"))
                + Files.readString(module.resolveSibling("docs/guide/contracts.md"));
    }

    private static Map<String, String> snippets(Pattern pattern, String text) {
        Map<String, String> snippets = new TreeMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2).stripTrailing().stripIndent());
        }
        return snippets;
    }
}
