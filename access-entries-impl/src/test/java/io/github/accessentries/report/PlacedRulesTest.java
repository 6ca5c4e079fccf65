package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.Seeds;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found at a place is what is there by {@link Where#includes}. */
class PlacedRulesTest {

    private static final List<String> NAMES =
            List.of("a", "b", "ab", "*", "a*", "*b", "a\\*", "a\\", "\\a", "a\\b*", "");

    static LongStream seeds() {
        return Seeds.of(50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rules_areThoseOfThePlacesThatIncludeTheNamespace(long seed) {
        Random random = new Random(seed);
        List<Permission> permissions = IntStream.range(0, 30)
                .mapToObj(number -> Permission.builder()
                        .where(Where.builder()
                                .namespaces(some(random))
                                .except(some(random))
                                .build())
                        .rule(Rule.builder()
                                .addVerbs("get")
                                .addPaths("/" + number)
                                .build())
                        .build())
                .toList();
        PlacedRules rules = new PlacedRules(permissions.stream());

        NAMES.forEach(namespace -> check(rules, permissions, namespace));
        check(rules, permissions, null);
    }

    private static void check(PlacedRules rules, List<Permission> permissions, @Nullable String namespace) {
        List<List<Rule>> found = new ArrayList<>();
        rules.addTo(found, namespace);

        assertThat(found.stream().flatMap(List::stream))
                .as("in %s", namespace)
                .containsExactlyInAnyOrderElementsOf(permissions.stream()
                        .filter(each -> each.where().includes(namespace))
                        .map(Permission::rule)
                        .toList());
    }

    private static List<String> some(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> NAMES.get(random.nextInt(NAMES.size())))
                .distinct()
                .toList();
    }
}
