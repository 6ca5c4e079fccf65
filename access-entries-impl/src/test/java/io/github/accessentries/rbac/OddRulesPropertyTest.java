package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.accessentries.Seeds;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Reach;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that reasons over rules, on the oddest ones, against the naive model, which has Kubernetes' own functions. */
class OddRulesPropertyTest {

    private static final List<String> TEXTS = List.of(
            "",
            "*",
            "**",
            "/",
            "//",
            "a",
            "a/",
            "*/",
            "*/x",
            "a/x",
            "x/*",
            "/x",
            "a/b/c",
            "*/b/c",
            "*/c",
            " ",
            "A",
            "x",
            "b/c",
            "\u23F0",
            "*/\u23F0",
            "\uD83D\uDE00/x",
            "\\*",
            "a\\");
    private static final List<String> VERBS = List.of("", "*", "**", " ", "get", "GET");
    private static final List<String> GROUPS = List.of("", "*", "**", " ", "apps");
    private static final List<String> PATHS = List.of(
            "", "*", "**", "***", "/", "/*", "//", "/a", "/a*", "/a**", "/a***", "/a/*", "/*/a", "/a*a", "a", "a**",
            " ", "/A");
    private static final List<String> NAMES = List.of("", "*", "web", " ", "\u23F0");
    private static final List<String> NAMESPACES = List.of("*", "ns", "ns*", " ", "NS", "n\\*");
    private static final List<String> SUBJECTS = List.of("ana", "", "*", "red", " ");
    private static final int REQUESTS = 1_500;

    private final List<AccessRequest> requests = new ArrayList<>();

    private static LongStream seeds() {
        return Seeds.of(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAnswer_isThatOfTheNaiveModel(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        addRequests(random);
        NaiveModel naive = cluster(random);
        AccessModel model = compile(naive);
        Map<String, KubernetesUser> users = naive.users();
        users.forEach((name, user) -> {
            Permissions permissions = model.permissionsOf(user);
            List<Permission> grants = model.grantsOf(user);
            for (AccessRequest request : requests) {
                boolean expected = naive.allowed(user, request);
                var decision = model.authorizer().decide(user, request);
                if (decision.allowed() != expected
                        || permissions.allows(request) != expected
                        || grants.stream().anyMatch(grant -> grant.allows(request)) != expected) {
                    fail("seed %d, %s: %s should be %s: %s%n%s", seed, name, request, expected, decision, permissions);
                }
            }
            assertNearestAreTold(model, user);
            assertNamespaces(seed, naive, model, user);
        });
        for (AccessRequest request : requests.subList(0, 100)) {
            Set<String> expected = users.entrySet().stream()
                    .filter(each -> naive.allowed(each.getValue(), request))
                    .map(Map.Entry::getKey)
                    .filter(name -> model.subjects().stream()
                            .anyMatch(subject -> raw(subject).equals(name)))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> found = model.whoCan(request).stream()
                    .map(Holder::subject)
                    .map(OddRulesPropertyTest::raw)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).as("seed %d: %s", seed, request).isEqualTo(expected);
        }
    }

    /** However few of the rules are indexed, and however many are tried one by one. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFirstRuleOfAnIndex_isTheFirstThatAllows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        addRequests(random);
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(25); i >= 0; i--) {
            rules.addAll(rules(random));
        }
        RuleIndex index = new RuleIndex(rules, random.nextBoolean() ? random.nextInt(60) : RuleIndex.MAX_CELLS);
        RulesByResource byResource = new RulesByResource(rules);
        List<Rule> ofAllVerbs =
                rules.stream().map(OddRulesPropertyTest::withAllVerbs).toList();
        for (AccessRequest request : requests) {
            @Nullable
            Rule expected = rules.stream()
                    .filter(rule -> rule.allows(request))
                    .findFirst()
                    .orElse(null);
            if (!Objects.equals(index.first(request), expected)) {
                fail("seed %d: %s is %s instead of %s, of %s", seed, request, index.first(request), expected, rules);
            }
            Set<Integer> about = new TreeSet<>();
            byResource.eachAbout(request, about::add);
            for (int i = 0; i < rules.size(); i++) {
                if (about.contains(i) != NaiveModel.allows(ofAllVerbs.get(i), request)) {
                    fail("seed %d: %s is about %s or not", seed, rules.get(i), request);
                }
            }
        }
    }

    /** What a rule is about: what it would allow if it had all verbs, for all objects. */
    private static Rule withAllVerbs(Rule rule) {
        return Rule.asReceived()
                .addVerbs("*")
                .apiGroups(rule.apiGroups())
                .resources(rule.resources())
                .paths(rule.paths())
                .build();
    }

    private void assertNearestAreTold(AccessModel model, KubernetesUser user) {
        requests.stream()
                .map(request -> model.authorizer().decide(user, request))
                .filter(decision -> !decision.allowed())
                .limit(20)
                .forEach(decision -> assertThat(decision.nearest())
                        .isNotEmpty()
                        .allSatisfy(miss -> assertThat(miss).doesNotEndWith("lacks ")));
    }

    private void assertNamespaces(long seed, NaiveModel naive, AccessModel model, KubernetesUser user) {
        for (String resource : List.of("a", "a/x", "x.apps", "*")) {
            AccessRequest plain = AccessRequest.of("get", resource);
            Reach reach = model.namespacesWhere(user, "get", resource);
            for (String namespace : NAMESPACES) {
                AccessRequest request = AccessRequest.asReceived()
                        .from(plain)
                        .namespace(namespace)
                        .build();
                if (reach.includes(namespace) != naive.allowed(user, request)) {
                    fail("seed %d: %s is not told right by %s", seed, request, reach);
                }
            }
        }
    }

    /** Over the API, where no resource has a slash. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void compare_tellsWhatTheNaiveModelsSay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        addRequests(random);
        requests.removeIf(request -> request.resource().contains("/"));
        NaiveModel before = cluster(random);
        NaiveModel after = random.nextBoolean() ? cluster(random) : withAnotherRule(before, random);

        ModelComparison comparison = compile(before).compare(compile(after));

        Map<String, KubernetesUser> users = before.users();
        users.putAll(after.users());
        for (SubjectComparison change : comparison.changes()) {
            KubernetesUser user = requireNonNull(users.get(raw(change.subject())));
            for (AccessRequest request : requests) {
                boolean could = before.allowed(user, request);
                boolean can = after.allowed(user, request);
                if (change.gained().allows(request) != (can && !could)
                        || change.lost().allows(request) != (could && !can)
                        || change.kept().allows(request) != (could && can)) {
                    fail("seed %d, %s: %s was %s, is %s%n%s", seed, change.subject(), request, could, can, change);
                }
            }
        }
        for (Subject subject : comparison.unchanged()) {
            KubernetesUser user = requireNonNull(users.get(raw(subject)));
            assertThat(requests)
                    .as("seed %d, %s", seed, subject)
                    .allMatch(request -> before.allowed(user, request) == after.allowed(user, request));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rulesThatAreCovered_allowNothingMore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        addRequests(random);
        requests.removeIf(request -> request.resource().contains("/")
                || request.path()
                        .map(path -> !path.isEmpty() && !path.startsWith("/"))
                        .orElse(false));
        for (int i = 0; i < 50; i++) {
            List<Rule> wide = rules(random);
            List<Rule> narrow = List.of(rule(random));
            boolean covers = RuleSet.of(wide).covers(narrow);
            List<Rule> beyond = RuleSet.of(narrow).beyond(wide);

            assertThat(beyond.isEmpty()).isEqualTo(covers);
            for (AccessRequest request : requests) {
                if (allows(narrow, request) && !allows(wide, request) && !allows(beyond, request)) {
                    fail("seed %d: %s is beyond %s, of %s, but not told by %s", seed, request, wide, narrow, beyond);
                }
            }
        }
    }

    /** As the naive model has it, that is, nothing escaped. */
    private static String raw(Subject subject) {
        return subject.kind() + " \"" + subject.name() + "\"";
    }

    private static boolean allows(List<Rule> rules, AccessRequest request) {
        for (Rule rule : rules) {
            if (NaiveModel.allows(rule, request)) {
                return true;
            }
        }
        return false;
    }

    private void addRequests(SplittableRandom random) {
        for (int i = 0; i < REQUESTS; i++) {
            AccessRequest.Builder request = AccessRequest.asReceived().verb(one(random, VERBS));
            requests.add(
                    random.nextInt(5) == 0
                            ? request.path(one(random, PATHS) + (random.nextBoolean() ? "" : one(random, TEXTS)))
                                    .build()
                            : request.apiGroup(one(random, GROUPS))
                                    .resource(one(random, TEXTS))
                                    .subresource(random.nextBoolean() ? "" : one(random, TEXTS))
                                    .name(random.nextBoolean() ? "" : one(random, NAMES))
                                    .namespace(random.nextBoolean() ? "" : one(random, NAMESPACES))
                                    .build());
        }
    }

    private static NaiveModel cluster(SplittableRandom random) {
        List<RbacRole> roles = new ArrayList<>();
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            @Nullable String namespace = i < 2 ? null : one(random, NAMESPACES);
            roles.add(RbacRole.builder()
                    .namespace(namespace)
                    .name("role" + i)
                    .rules(rules(random))
                    .build());
            String place = namespace == null ? one(random, NAMESPACES) : namespace;
            bindings.add(RbacBinding.builder()
                    .namespace(namespace == null && random.nextBoolean() ? null : place)
                    .name("binding" + i)
                    .roleKind(namespace == null ? "ClusterRole" : "Role")
                    .role("role" + i)
                    .addSubjects(subject(random))
                    .addSubjects(subject(random))
                    .build());
        }
        return naive(roles, bindings);
    }

    private static RbacSubject subject(SplittableRandom random) {
        return RbacSubject.builder()
                .kind(one(random, List.of("User", "Group", "ServiceAccount")))
                .name(one(random, SUBJECTS))
                .namespace(random.nextBoolean() ? null : one(random, NAMESPACES))
                .build();
    }

    private static NaiveModel withAnotherRule(NaiveModel model, SplittableRandom random) {
        List<RbacRole> roles = new ArrayList<>(model.rbac().roles());
        RbacRole role = roles.remove(random.nextInt(roles.size()));
        List<Rule> rules = new ArrayList<>(role.rules());
        rules.set(random.nextInt(rules.size()), rule(random));
        roles.add(RbacRole.builder()
                .namespace(role.namespace())
                .name(role.name())
                .rules(rules)
                .build());
        return naive(roles, model.rbac().bindings());
    }

    private static NaiveModel naive(List<RbacRole> roles, List<RbacBinding> bindings) {
        return new NaiveModel(
                List.of(),
                RbacObjects.builder().roles(roles).bindings(bindings).build(),
                AwsAuth.none(),
                PolicyCatalogue.published());
    }

    private static AccessModel compile(NaiveModel naive) {
        return ClusterAccess.builder().rbac(naive.rbac()).build();
    }

    private static List<Rule> rules(SplittableRandom random) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            rules.add(rule(random));
        }
        return rules;
    }

    /** For resources, paths, both, or nothing at all. */
    private static Rule rule(SplittableRandom random) {
        Rule.Builder rule = Rule.asReceived().verbs(some(random, VERBS));
        int kind = random.nextInt(6);
        if (kind > 0) {
            rule.apiGroups(some(random, GROUPS)).resources(some(random, TEXTS));
            rule.resourceNames(random.nextInt(3) == 0 ? some(random, NAMES) : List.of());
        }
        if (kind < 2) {
            rule.paths(some(random, PATHS));
        }
        return rule.build();
    }

    private static List<String> some(SplittableRandom random, List<String> choices) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            some.add(one(random, choices));
        }
        return some;
    }

    private static <T> T one(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
