package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.github.accessentries.Seeds;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.risk.Risks;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles as wide as a text of 1.5 MiB can make them: they are answered for as any other, at a price that is told by counting. */
class WideRulesTest {

    private static final Subject ANA = new Subject.User("ana");
    private static final Rule SECRETS = Rule.builder()
            .addVerbs("get")
            .addApiGroups("")
            .addResources("secrets")
            .build();
    /** What one answer may leave to the collector, not what it holds at a time. */
    private static final long MOST_BYTES = 160L << 20;

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("many verbs on many names", List.of(rule(texts("v", 400), "", texts("n", 100_000)))),
                Arguments.of(
                        "many verbs, groups and resources",
                        List.of(Rule.asReceived()
                                .verbs(texts("v", 40_000))
                                .apiGroups(texts("g", 40_000))
                                .resources(texts("r", 40_000))
                                .build())),
                Arguments.of(
                        "the same combinations in each rule",
                        Collections.nCopies(
                                3_000,
                                Rule.asReceived()
                                        .verbs(texts("v", 64))
                                        .addApiGroups("")
                                        .resources(texts("r", 64))
                                        .build())),
                Arguments.of(
                        "one name in each rule",
                        texts("n", 8_500).stream()
                                .map(name -> rule(List.of("get"), "", List.of(name)))
                                .toList()),
                Arguments.of(
                        "one group in each rule",
                        texts("g", 8_500).stream()
                                .map(group -> rule(List.of("get"), group, List.of()))
                                .toList()),
                Arguments.of(
                        "slashes",
                        List.of(Rule.asReceived()
                                .addVerbs("get")
                                .addApiGroups("")
                                .addResources("/".repeat(1_500_000) + "x")
                                .build())),
                Arguments.of("one long path", List.of(path("/" + "a".repeat(1_500_000) + "*"))),
                Arguments.of(
                        "many paths",
                        List.of(Rule.asReceived()
                                .addVerbs("get")
                                .paths(texts("/some/path/of/", 40_000))
                                .build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void rolesOfAnyShape_areListedComparedAndAskedAbout_inLittleMemory(String shape, List<Rule> rules) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(SECRETS);
        RbacObjects rbac = rbac(rules);
        AccessModel model = ReadCluster.builder().rbac(rbac).build();
        AccessModel later = ReadCluster.builder().rbac(rbac(more)).build();
        AccessRequest request = requestOf(rules.get(rules.size() - 1));
        AccessRequest secrets = AccessRequest.of("get", "secrets");

        Permissions permissions = inLittleMemory("permissionsOf", () -> model.permissionsOf(ANA));
        assertThat(permissions.allows(request)).as(shape).isTrue();
        assertThat(permissions.allows(secrets)).isFalse();
        assertThat(permissions.doubts()).isEmpty();
        ModelComparison comparison = inLittleMemory("compare", () -> model.compare(later));
        assertThat(comparison.doubts()).isEmpty();
        assertThat(comparison.changes()).hasSize(1);
        SubjectComparison change = comparison.changes().get(0);
        assertThat(change.gained().all())
                .singleElement()
                .satisfies(gained -> assertThat(gained.rule()).isEqualTo(SECRETS));
        assertThat(change.lost().all()).isEmpty();
        assertThat(change.kept().allows(request)).isTrue();
        assertThat(inLittleMemory("whoCan", () -> model.whoCan(request)))
                .anyMatch(holder -> holder.subject().equals(ANA));
        assertThat(inLittleMemory("a whole question", () -> model.whoCan(AccessQuestion.of("get", "pods")))
                        .doubts())
                .isEmpty();
        assertThat(inLittleMemory(
                        "a denial",
                        () -> model.authorizer()
                                .decide(model.userOf(ANA).orElseThrow(), secrets)
                                .nearest()))
                .isNotEmpty();
        assertThat(inLittleMemory("risks", () -> Risks.of(model, rbac, AwsAuth.none())))
                .isNotNull();
    }

    private static <T> T inLittleMemory(String what, Supplier<T> answer) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        T found = answer.get();
        assertThat(threads.getThreadAllocatedBytes(thread) - before).as(what).isLessThan(MOST_BYTES);
        return found;
    }

    /** Thousands of rules that are all another on the other side: what is told is still true, and said not to be all. */
    @Test
    void moreThanCanBeLaidOverEachOther_isToldAsADoubtThatNamesTheRole() {
        List<Rule> before = texts("g", 8_500).stream()
                .map(group -> rule(List.of("get"), group, List.of()))
                .toList();
        List<Rule> after = texts("g", 8_500).stream()
                .map(group -> rule(List.of("get", "list"), group, List.of()))
                .toList();

        ModelComparison comparison = ReadCluster.builder()
                .rbac(rbac(before))
                .build()
                .compare(ReadCluster.builder().rbac(rbac(after)).build());

        assertThat(comparison.doubts())
                .singleElement()
                .asString()
                .startsWith(
                        "User \"ana\": the rules of ClusterRoleBinding \"all\" of ClusterRole \"big\" to User \"ana\"")
                .endsWith(
                        "name too many combinations to be compared with all others, so some of what is told as gained or"
                                + " lost may be kept; split the role");
        assertThat(comparison.changes()).hasSize(1);
        Permissions gained = comparison.changes().get(0).gained();
        assertThat(gained.allows(AccessRequest.of("list", "pods.g8499"))).isTrue();
        assertThat(gained.allows(AccessRequest.of("list", "pods.g8500"))).isFalse();
    }

    private static LongStream seeds() {
        return Seeds.of(150);
    }

    private static final List<String> VERBS = List.of("get", "list", "*", "\u23F0");
    private static final List<String> GROUPS = List.of("", "apps", "*");
    private static final List<String> RESOURCES =
            List.of("pods", "pods/log", "*", "*/log", "a/b/c", "\uD83D\uDE00", "/");
    private static final List<String> PATHS = List.of("/a", "/a*", "*", "/a/b", "/ab**");
    private static final List<String> NAMES = List.of("", "web", "db");
    private static final List<String> PLACES = List.of("team-a", "team-*", "*-a", "ops");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wholeRules_differAsSingleRequestsDo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WholeRules<Integer> before = new WholeRules<>();
        WholeRules<Integer> after = new WholeRules<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Where where = where(random);
            Rule rule = rule(random);
            if (random.nextInt(3) > 0) {
                before.add(where, rule, i);
            }
            if (random.nextInt(3) > 0) {
                after.add(where, random.nextInt(3) > 0 ? rule : rule(random), i);
            }
        }

        WholeRules.Compared<Integer> compared = WholeRules.compare(before, after);

        assertThat(compared.isRough()).isFalse();
        for (int i = 0; i < 800; i++) {
            AccessRequest request = request(random);
            boolean could = allows(before.told(), request);
            boolean can = allows(after.told(), request);
            if (allows(compared.difference().gained(), request) != (can && !could)
                    || allows(compared.difference().lost(), request) != (could && !can)
                    || allows(compared.difference().kept(), request) != (could && can)) {
                fail("seed %d: %s was %s, is %s%n%s", seed, request, could, can, compared);
            }
        }
    }

    private static boolean allows(List<MergedRule<Integer>> rules, AccessRequest request) {
        return rules.stream()
                .anyMatch(rule -> rule.where().includes(request.namespace().orElse(null))
                        && NaiveModel.allows(rule.rule(), request)
                        && !allows(rule.except(), request));
    }

    private static AccessRequest request(SplittableRandom random) {
        AccessRequest.Builder request = AccessRequest.asReceived().verb(one(random, VERBS));
        return random.nextInt(5) == 0
                ? request.path(one(random, PATHS)).build()
                : request.apiGroup(one(random, GROUPS))
                        .resource(one(random, List.of("pods", "a", "\uD83D\uDE00")))
                        .subresource(one(random, List.of("", "log", "b/c")))
                        .name(one(random, NAMES))
                        .namespace(one(random, List.of("", "team-a", "team-b", "ops", "x-a")))
                        .build();
    }

    private static Where where(SplittableRandom random) {
        return random.nextInt(3) == 0 ? Where.cluster() : Where.namespace(one(random, PLACES));
    }

    private static Rule rule(SplittableRandom random) {
        Rule.Builder rule = Rule.asReceived().verbs(some(random, VERBS));
        int kind = random.nextInt(5);
        if (kind > 0) {
            rule.apiGroups(some(random, GROUPS)).resources(some(random, RESOURCES));
            rule.resourceNames(random.nextBoolean() ? List.of() : some(random, NAMES));
        }
        if (kind < 2) {
            rule.paths(some(random, PATHS));
        }
        return rule.build();
    }

    private static List<String> some(SplittableRandom random, List<String> choices) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> one(random, choices))
                .toList();
    }

    private static <T> T one(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Rule rule(List<String> verbs, String group, List<String> names) {
        return Rule.asReceived()
                .verbs(verbs)
                .addApiGroups(group)
                .addResources("pods")
                .resourceNames(names)
                .build();
    }

    private static Rule path(String path) {
        return Rule.asReceived().addVerbs("get").addPaths(path).build();
    }

    private static AccessRequest requestOf(Rule rule) {
        AccessRequest.Builder request =
                AccessRequest.asReceived().verb(rule.verbs().get(0));
        return rule.paths().isEmpty()
                ? request.apiGroup(rule.apiGroups().get(0))
                        .resource(rule.resources().get(0))
                        .name(
                                rule.resourceNames().isEmpty()
                                        ? ""
                                        : rule.resourceNames().get(0))
                        .build()
                : request.path(rule.paths().get(0)).build();
    }

    private static List<String> texts(String start, int count) {
        return IntStream.range(0, count).mapToObj(i -> start + i).toList();
    }

    private static RbacObjects rbac(List<Rule> rules) {
        return RbacObjects.builder()
                .roles(List.of(RbacRole.builder().name("big").rules(rules).build()))
                .bindings(List.of(RbacBinding.builder()
                        .name("all")
                        .roleKind("ClusterRole")
                        .role("big")
                        .addSubjects(
                                RbacSubject.builder().kind("User").name("ana").build())
                        .build()))
                .allBindings(true)
                .build();
    }
}
