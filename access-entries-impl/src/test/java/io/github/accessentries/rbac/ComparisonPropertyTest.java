package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.policy.PolicyCatalogue;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Comparing what many are given in the same way, against comparing each by itself: the same changes to the letter, with
 * places, exceptions, reasons and their order.
 */
class ComparisonPropertyTest {

    private static final List<String> VERBS = List.of("get", "list", "*", "", "GET");
    private static final List<String> GROUPS = List.of("", "apps", "*");
    private static final List<String> RESOURCES =
            List.of("pods", "pods/log", "*", "*/log", "a, b", "a", "b", "", "x/y/z", "*/y/z");
    private static final List<String> NAMES = List.of("web", "db", "");
    private static final List<String> PATHS = List.of("/api", "/api*", "/api/*", "*", "/a**");
    private static final List<String> NAMESPACES =
            List.of("a", "b", "a-dev", "a b", " ", "c", "*", "z*", "\uDC00", "\u00E9");
    private static final List<String> SCOPES =
            List.of("a", "b", "a-*", "*-dev", "a-dev", "a*", "c", "c-dev", "b**", "*", "d", "e", "\u00E9*");
    private static final List<String> POLICIES = List.of("Red", "Blue", "Green");

    private static LongStream seeds() {
        return Seeds.of(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comparisonOfMany_isThatOfEachByItself(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RbacRole> roles = roles(random);
        PolicyCatalogue catalogue = catalogue(random);
        boolean sameRoles = random.nextBoolean();
        List<List<String>> scopes = scopes(random);
        AccessModel before = model(random, roles, scopes, catalogue);
        AccessModel after =
                model(random, sameRoles ? roles : roles(random), scopes, sameRoles ? catalogue : catalogue(random));

        ModelComparison comparison = before.compare(after);

        ModelComparison naive = NaiveComparison.of(before, after);
        assertThat(comparison.toString()).as("seed %d", seed).isEqualTo(naive.toString());
        assertThat(comparison).as("seed %d", seed).isEqualTo(naive);
        assertThat(before.compare(ofAnotherKind(after))).as("seed %d", seed).isEqualTo(naive);
        before.subjects()
                .forEach(subject -> before.userOf(subject)
                        .ifPresent(user -> assertThat(before.permissionsOf(user).all())
                                .isEqualTo(NaiveComparison.permissionsOf(user, before)
                                        .all())));
    }

    /** Of which nothing is known but its answers. */
    private static AccessModel ofAnotherKind(AccessModel model) {
        return (AccessModel) Proxy.newProxyInstance(
                AccessModel.class.getClassLoader(),
                new Class<?>[] {AccessModel.class},
                (proxy, method, arguments) -> method.invoke(model, arguments));
    }

    /** For each entry, names and patterns in another order. */
    private static List<List<String>> scopes(SplittableRandom random) {
        List<List<String>> scopes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<String> shuffled = new ArrayList<>(SCOPES);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            scopes.add(shuffled);
        }
        return scopes;
    }

    /** Few roles, policies and ways to be given them, for so many subjects that several are of one shape. */
    private static AccessModel model(
            SplittableRandom random, List<RbacRole> roles, List<List<String>> scopes, PolicyCatalogue catalogue) {
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            bindings.add(RbacBinding.builder()
                    .namespace(random.nextInt(4) == 0 ? null : one(random, NAMESPACES))
                    // The same name in one namespace is told by the same text.
                    .name("binding" + random.nextInt(4))
                    .roleKind("ClusterRole")
                    .role("role" + random.nextInt(3))
                    .addSubjects(RbacSubject.builder()
                            .kind(random.nextBoolean() ? "User" : "Group")
                            .name(random.nextInt(20) == 0 ? "system:masters" : "s" + random.nextInt(4))
                            .build())
                    .build());
        }
        List<AccessEntry> entries = new ArrayList<>();
        Map<String, List<Integer>> policies = new TreeMap<>();
        some(random, POLICIES, 1).forEach(policy -> policies.put(policy, some(random, List.of(-1, 0, 1, 2, 3), 1)));
        for (int i = 0; i < 10; i++) {
            AccessEntry.Builder entry = AccessEntry.builder()
                    .cluster("prod")
                    .principal(PrincipalArn.role("111122223333", "role" + i))
                    .username(random.nextBoolean() ? "role" + i : "s1");
            List<String> names = scopes.get(i);
            policies.forEach((policy, places) -> entry.addPolicies(PolicyAssociation.of(
                    AccessPolicy.of(policy),
                    places.contains(-1)
                            ? AccessScope.clusterWide()
                            : AccessScope.of(
                                    "namespace", places.stream().map(names::get).toList()))));
            entries.add(entry.build());
        }
        return ClusterAccess.builder()
                .rbac(RbacObjects.builder().roles(roles).bindings(bindings).build())
                .entries(entries)
                .catalogue(catalogue)
                .build();
    }

    private static List<RbacRole> roles(SplittableRandom random) {
        List<RbacRole> roles = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            roles.add(RbacRole.builder().name("role" + i).rules(rules(random)).build());
        }
        return roles;
    }

    private static PolicyCatalogue catalogue(SplittableRandom random) {
        StringBuilder text = new StringBuilder("asOf: \"2026-10\"\npolicies:\n");
        for (String policy : POLICIES) {
            text.append("- {name: " + policy + ", rulesComplete: " + !policy.equals("Green")
                    + ", rules: [{verbs: [" + one(random, List.of("get", "list", "\"*\""))
                    + "], apiGroups: [\"\"], resources: ["
                    + one(random, List.of("pods", "\"*\"", "pods, pods/log", "\"*/log\"")) + "]}]}\n");
        }
        return PolicyCatalogue.parse(text.toString());
    }

    private static List<Rule> rules(SplittableRandom random) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Rule.Builder rule = Rule.asReceived().verbs(some(random, VERBS, 1));
            if (random.nextInt(5) == 0) {
                rule.paths(some(random, PATHS, 1));
            } else {
                rule.apiGroups(some(random, GROUPS, 1))
                        .resources(some(random, RESOURCES, 1))
                        .resourceNames(random.nextInt(3) == 0 ? some(random, NAMES, 0) : List.of());
            }
            rules.add(rule.build());
        }
        return rules;
    }

    private static <T> List<T> some(SplittableRandom random, List<T> choices, int atLeast) {
        Set<T> some = new LinkedHashSet<>();
        for (int i = random.nextInt(3) + atLeast; i > 0; i--) {
            some.add(one(random, choices));
        }
        return List.copyOf(some);
    }

    private static <T> T one(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
