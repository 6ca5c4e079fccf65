package io.github.accessentries.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueComparisonTest {

    private static PolicyCatalogue catalogue(String... policies) {
        return PolicyCatalogue.parse("asOf: 2026-11\npolicies:\n" + String.join("\n", policies));
    }

    private static String policy(String name, String rules) {
        return "- {name: " + name + ", rulesComplete: true, rules: [" + rules + "]}";
    }

    private static String rule(String verbs, String groups, String resources) {
        return "{verbs: [" + verbs + "], apiGroups: [" + groups + "], resources: [" + resources + "]}";
    }

    @Test
    void comparison_tellsPoliciesAndRules() {
        PolicyCatalogue before = catalogue(
                policy("Gone", rule("get", "''", "pods")),
                policy("Kept", rule("get", "''", "pods")),
                policy("Moved", rule("'get', list", "''", "pods, secrets")),
                "- {name: Riddle}");
        PolicyCatalogue after = catalogue(
                policy("Fresh", rule("get", "apps", "deployments")),
                policy("Kept", rule("get", "''", "pods")),
                policy("Moved", rule("get, list, watch", "'', apps", "pods, pods/log")),
                policy("Riddle", rule("get", "''", "nodes")));

        assertThat(before.compare(after)).hasToString("""
                        + Fresh
                          + get deployments.apps
                        - Gone
                          - get pods
                        ~ Moved
                          + watch pods
                          + get, list, watch pods/log
                          + get, list, watch pods.apps, pods.apps/log
                          - get, list secrets
                        ~ Riddle (known as EXACT, was UNKNOWN)
                          + get nodes
                        """);
    }

    @Test
    void sameRulesWrittenOtherwise_areNoChange() {
        PolicyCatalogue before = catalogue(policy("A", rule("get, list", "'', apps", "pods, deployments")));
        PolicyCatalogue after = catalogue(policy(
                "A",
                rule("get", "apps", "pods, deployments") + ", " + rule("list", "apps", "pods, deployments") + ", "
                        + rule("list, get", "''", "deployments, pods")));

        assertThat(before.compare(after).isEmpty()).isTrue();
        assertThat(before.compare(after)).hasToString("no changes");
    }

    @Test
    void overlay_showsAgainstThePublishedCatalogue() {
        PolicyCatalogue published = PolicyCatalogue.published();

        assertThat(published.compare(published).isEmpty()).isTrue();
        assertThat(published
                        .compare(published.with(catalogue(policy("AmazonEKSViewPolicy", rule("get", "''", "pods")))))
                        .changed())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.after().policy()).isEqualTo(AccessPolicy.VIEW);
                    assertThat(change.gained()).isEmpty();
                    assertThat(change.lost()).isNotEmpty();
                });
    }

    @ParameterizedTest(name = "{0} {1} {2} named {3} beyond {4} {5} {6} named {7}: {8}")
    @CsvSource({
        "get, '', pods,      , get, '', pods,      , false",
        "get, '', pods,      , *,   *,  *,         , false",
        "*,   '', pods,      , get, '', pods,      , true",
        "get, *,  pods,      , get, '', pods,      , true",
        "get, '', *,         , get, '', pods,      , true",
        "get, '', pods/log,  , get, '', pods,      , true",
        "get, '', pods/log,  , get, '', */log,     , false",
        "get, '', */log,     , get, '', pods/log,  , true",
        "get, '', */log,     , get, '', *,         , false",
        "get, '', pods,      , get, '', pods,   web, true",
        "get, '', pods,   web, get, '', pods,      , false",
        "get, '', pods,   web, get, '', pods,   db,  true",
    })
    void ruleSet_takesStarsAndNamesAtTheirWord(
            String verb,
            String group,
            String resource,
            String name,
            String otherVerb,
            String otherGroup,
            String otherResource,
            String otherName,
            boolean beyond) {
        Rule rule = rule(verb, group, resource, name);
        Rule other = rule(otherVerb, otherGroup, otherResource, otherName);

        assertThat(RuleSet.of(List.of(other)).covers(List.of(rule))).isEqualTo(!beyond);
        assertThat(RuleSet.of(List.of(rule)).beyond(List.of(other))).isEqualTo(beyond ? List.of(rule) : List.of());
    }

    @ParameterizedTest(name = "{0} beyond {1}: {2}")
    @CsvSource({
        "/metrics, /metrics,   false",
        "/metrics, /met*,      false",
        "/met*,    /metrics,   true",
        "/met*,    /m*,        false",
        "*,        /*,         true",
        "/*,       *,          false",
        "*,        *,          false",
        "metrics,  /other,     true",
    })
    void ruleSet_knowsPaths(String path, String other, boolean beyond) {
        assertThat(RuleSet.of(List.of(path(other))).covers(List.of(path(path)))).isEqualTo(!beyond);
    }

    /** Splitting rules at will never changes what is beyond, and what is beyond is exactly what was allowed and is not. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void beyond_isWhatOnlyTheRulesAllow(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int cases = 0;
        for (int i = 0; i < 100; i++) {
            List<Rule> rules = anyRules(random);
            List<Rule> others = anyRules(random);

            List<Rule> beyond = RuleSet.of(rules).beyond(others);

            assertThat(RuleSet.of(others).covers(rules)).isEqualTo(beyond.isEmpty());
            for (int question = 0; question < 60; question++) {
                AccessRequest request = anyRequest(random);
                boolean onlyHere = allows(rules, request) && !allows(others, request);
                if (onlyHere) {
                    cases++;
                    assertThat(allows(beyond, request))
                            .as("%s beyond %s: %s", rules, others, request)
                            .isTrue();
                }
                if (allows(beyond, request)) {
                    assertThat(allows(rules, request))
                            .as("%s: %s", rules, request)
                            .isTrue();
                }
            }
        }
        assertThat(cases).isGreaterThan(200);
    }

    private static boolean allows(List<Rule> rules, AccessRequest request) {
        return rules.stream().anyMatch(rule -> rule.allows(request));
    }

    private static List<Rule> anyRules(RandomGenerator random) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Rule.Builder rule = Rule.builder()
                    .addVerbs(any(random, "get", "list", "*"), any(random, "get", "list", "watch"))
                    .addApiGroups(any(random, "", "apps", "*"))
                    .addResources(any(random, "pods", "*", "*/log"), any(random, "pods/log", "pods", "secrets"));
            if (random.nextInt(3) == 0) {
                rule.addResourceNames(any(random, "web", "db"));
            }
            rules.add(rule.build());
        }
        return rules;
    }

    private static AccessRequest anyRequest(RandomGenerator random) {
        AccessRequest request = AccessRequest.of(
                any(random, "get", "list", "watch", "delete"),
                any(random, "pods", "secrets", "nodes", "pods.apps", "pods/log", "nodes/log"));
        return random.nextBoolean() ? request : request.named(any(random, "web", "db", "x"));
    }

    private static String any(RandomGenerator random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Rule rule(String verb, String group, String resource, String name) {
        Rule.Builder rule = Rule.builder().addVerbs(verb).addApiGroups(group).addResources(resource);
        return name == null ? rule.build() : rule.addResourceNames(name).build();
    }

    private static Rule path(String path) {
        return Rule.builder().addVerbs("get").addPaths(path).build();
    }
}
