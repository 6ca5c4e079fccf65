package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples are read from beginning to end by somebody in a hurry. */
class ExamplesTest {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 140;

    static Stream<String> projects() {
        return Pattern.compile("<module>(.*?)</module>")
                .matcher(Repository.text("examples/pom.xml"))
                .results()
                .map((MatchResult module) -> "examples/" + module.group(1));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void example_isShort_withItsTests(String project) {
        List<String> lines = Repository.filesBelow(project).stream()
                .filter(path -> path.endsWith(".java") && !path.contains("/target/"))
                .flatMap(path -> Repository.text(path).lines())
                .toList();

        assertThat(lines).as("lines of Java of %s", project).hasSizeBetween(100, MOST_LINES);
        assertThat(lines).as("lines of %s", project).allMatch(line -> line.length() <= LONGEST_LINE);
    }
}
