package io.github.accessentries.internal.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    /** All texts of these letters, the shortest first: few enough to try each with each. */
    private static List<String> texts(List<String> letters, int longest) {
        List<String> texts = new ArrayList<>(List.of(""));
        int start = 0;
        for (int length = 1; length <= longest; length++) {
            int end = texts.size();
            for (int i = start; i < end; i++) {
                for (String letter : letters) {
                    texts.add(texts.get(i) + letter);
                }
            }
            start = end;
        }
        return texts;
    }

    private static final List<String> PATTERNS = texts(List.of("a", "b", "*"), 4);
    private static final List<String> NAMES = texts(List.of("a", "b"), 6);

    private static Pattern expression(String pattern) {
        return Pattern.compile(pattern.replace("*", ".*"));
    }

    @Test
    void matches_whatTheRegularExpressionMatches_andSoDoScopesAndPlaces() {
        for (String pattern : PATTERNS) {
            Pattern expression = expression(pattern);
            for (String name : NAMES) {
                boolean expected = expression.matcher(name).matches();
                assertThat(new NamePattern(pattern).matches(name))
                        .as("%s matches %s", pattern, name)
                        .isEqualTo(expected);
                assertThat(Where.namespace(pattern).includes(name))
                        .as("%s includes %s", pattern, name)
                        .isEqualTo(expected);
            }
        }
        assertThat(AccessScope.namespaces("a*b").includes("axxb")).isTrue();
        assertThat(AccessScope.namespaces("a*b").includes("ab-")).isFalse();
    }

    /** With a letter more than the patterns have, names of six letters tell all patterns of three apart. */
    @Test
    void coversAndOverlaps_sayWhatTheNamesSay() {
        List<String> patterns = texts(List.of("a", "*"), 3);
        List<String> names = texts(List.of("a", "c"), 7);
        for (String one : patterns) {
            for (String other : patterns) {
                NamePattern first = new NamePattern(one);
                NamePattern second = new NamePattern(other);
                assertThat(first.covers(second))
                        .as("%s covers %s", one, other)
                        .isEqualTo(names.stream().filter(second::matches).allMatch(first::matches));
                assertThat(first.overlaps(second))
                        .as("%s overlaps %s", one, other)
                        .isEqualTo(names.stream().anyMatch(name -> first.matches(name) && second.matches(name)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a**b***, a*b*", "a*b, a*b", "ab, ab", "****, *"})
    void withSingleStars_matchesTheSame(String pattern, String shortest) {
        assertThat(new NamePattern(pattern).withSingleStars()).hasToString(shortest);
    }

    /** Going back for each star would take longer than anybody waits. */
    @Test
    void manyStars_takeNoTime() {
        NamePattern pattern = new NamePattern("*a".repeat(2_000) + "*b*c");
        String name = "a".repeat(200_000) + "c";

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> pattern.matches(name)))
                .isFalse();
    }

    @Test
    void afterABackslash_aStarIsItself() {
        String pattern = NamePattern.ofName("ns*");

        assertThat(new NamePattern(pattern).matches("ns*")).isTrue();
        assertThat(new NamePattern(pattern).matches("ns-b")).isFalse();
        assertThat(NamePattern.isPattern(pattern)).isFalse();
        assertThat(NamePattern.isPlain(pattern)).isFalse();
        assertThat(new NamePattern("ns*").covers(new NamePattern(pattern))).isTrue();
        assertThat(new NamePattern(pattern).covers(new NamePattern("ns*"))).isFalse();
        assertThat(new NamePattern(pattern).overlaps(new NamePattern("*s*"))).isTrue();
        assertThat(new NamePattern(pattern + "**").withSingleStars().text()).isEqualTo(pattern + "*");
        assertThat(new NamePattern(NamePattern.ofName("a\\*")).matches("a\\*")).isTrue();
        assertThat(new NamePattern("a*-\\*").example()).isEqualTo("ax-*");
        assertThat(NamePattern.ofName("team-a")).isEqualTo("team-a");
    }
}
