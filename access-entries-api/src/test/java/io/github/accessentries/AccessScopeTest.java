package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessScopeTest {

    @ParameterizedTest
    @CsvSource({
        "team-a,    team-a,      true",
        "team-a,    team-b,      false",
        "team-a,    team-a-dev,  false",
        "team-a*,   team-a,      true",
        "team-a*,   team-a-dev,  true",
        "team-a-*,  team-a,      false",
        "*-prod,    eu-prod,     true",
        "*-prod,    eu-prod-2,   false",
        "*,         anything,    true",
        "a*b*c,     a-b-b-c,     true",
        "a*b*c,     a-c-b,       false",
        "a.c,       abc,         false",
    })
    void includes_pattern_matchesTheWholeNameAndOnlyStarsAreSpecial(
            String pattern, String namespace, boolean expected) {
        assertThat(AccessScope.of("namespace", List.of(pattern)).includes(namespace))
                .isEqualTo(expected);
    }

    @Test
    void clusterWide_includesEveryNamespaceAndListsNone() {
        AccessScope scope = AccessScope.clusterWide();

        assertThat(scope.isClusterWide()).isTrue();
        assertThat(scope.includes("anything")).isTrue();
        assertThat(scope.namespaces()).isEmpty();
        assertThat(scope).hasToString("cluster-wide").isEqualTo(AccessScope.of("cluster", List.of()));
    }

    @Test
    void namespaces_orderAndRepetition_doNotMatter() {
        assertThat(AccessScope.namespaces("b", "a", "b"))
                .isEqualTo(AccessScope.namespaces(List.of("a", "b")))
                .hasToString("in namespaces a, b");
        assertThat(AccessScope.namespaces("a")).hasToString("in namespace a");
        assertThat(AccessScope.namespaces("a-*")).hasToString("in namespaces a-*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Team-A", "team_a", "team a", "-a", "a-", "a.b", "ä", "team?"})
    void namespaces_thatKubernetesCannotHave_areRefusedByName(String namespace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessScope.namespaces("ok", namespace))
                .withMessageContaining("\"" + namespace + "\"")
                .withMessageContaining("lower-case");
    }

    @Test
    void namespaces_none_isRefusedWithTheRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessScope.namespaces(List.of()))
                .withMessageContaining("AccessScope.clusterWide()");
    }

    @Test
    void of_whatANewerServiceMaySay_isKeptAndIncludesWhatItsNamespacesSay() {
        AccessScope scope = AccessScope.of("galaxy", List.of("Team A"));

        assertThat(scope.type()).isEqualTo("galaxy");
        assertThat(scope.isClusterWide()).isFalse();
        assertThat(scope.includes("team-a")).isFalse();
        assertThat(scope).hasToString("in scope galaxy \"Team A\"");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void includes_agreesWithARegularExpression(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            String pattern = anyText(random, "ab*", 6);
            String name = anyText(random, "ab", 8);
            boolean expected = Pattern.matches(pattern.replace("*", ".*"), name);

            assertThat(AccessScope.of("namespace", List.of(pattern)).includes(name))
                    .as("pattern %s, name %s", pattern, name)
                    .isEqualTo(expected);
        }
    }

    private static String anyText(RandomGenerator random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(1, maxLength + 1); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "*cluster, *cluster, true",
        "*cluster, a, true",
        "a, *cluster, false",
        "a, a, true",
        "a b, a, true",
        "a, a b, false",
        "a*, a b*, false",
        "a*, ab* a, true",
        "*, a*b, true",
        "a*b, a*c*b, true",
        "a*b, a*, false",
        "ab, a*, false"
    })
    void covers_namesAndPatterns_saysWhetherAllLiesWithin(String wide, String narrow, boolean covered) {
        assertThat(scope(wide).covers(scope(narrow))).isEqualTo(covered);
    }

    private static AccessScope scope(String words) {
        return words.equals("*cluster") ? AccessScope.clusterWide() : AccessScope.namespaces(List.of(words.split(" ")));
    }
}
