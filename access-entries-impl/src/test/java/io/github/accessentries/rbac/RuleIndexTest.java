package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The semantics of rules, as the documentation of Kubernetes RBAC and its authorizer have them. */
class RuleIndexTest {

    @ParameterizedTest(name = "{0} {1} {2} allows {3} {4}: {5}")
    @CsvSource({
        "get,      '',    pods,       get,    pods,                   true",
        "get,      '',    pods,       list,   pods,                   false",
        "*,        '',    pods,       list,   pods,                   true",
        "get,      '',    pods,       get,    pods/log,               false",
        "get,      '',    pods/log,   get,    pods/log,               true",
        "get,      '',    pods/log,   get,    pods,                   false",
        "get,      '',    *,          get,    pods/log,               true",
        "get,      apps,  */scale,    get,    deployments.apps/scale, true",
        "get,      apps,  */scale,    get,    deployments.apps,       false",
        "get,      '',    pods/*,     get,    pods/log,               false",
        "get,      '',    pods,       get,    pods.metrics.k8s.io,    false",
        "get,      *,     pods,       get,    pods.metrics.k8s.io,    true",
        "get,      apps,  deployments,get,    deployments,            false",
        "GET,      '',    pods,       get,    pods,                   false",
        "get,      '',    Pods,       get,    pods,                   false",
    })
    void resource(String verb, String group, String resource, String asksTo, String asksFor, boolean expected) {
        RuleIndex rule = index(Rule.builder()
                .addVerbs(verb)
                .addApiGroups(group)
                .addResources(resource)
                .build());

        assertThat(allows(rule, AccessRequest.of(asksTo, asksFor))).isEqualTo(expected);
        assertThat(allows(rule, AccessRequest.ofPath(asksTo, "/" + asksFor))).isFalse();
    }

    @ParameterizedTest(name = "{0} allows {1}: {2}")
    @CsvSource({
        "/metrics,  /metrics,       true",
        "/metrics,  /metrics/x,     false",
        "/apis/*,   /apis/apps,     true",
        "/apis/*,   /apis,          false",
        "/api*,     /apis/apps,     true",
        "*,         /anything,      true",
        "/a/*/b,    /a/x/b,         false",
        "/a/*/b,    /a/*/b,         true",
    })
    void path(String allowed, String asksFor, boolean expected) {
        RuleIndex rule = index(Rule.builder().addVerbs("get").addPaths(allowed).build());

        assertThat(allows(rule, AccessRequest.ofPath("get", asksFor))).isEqualTo(expected);
        assertThat(allows(rule, AccessRequest.ofPath("post", asksFor))).isFalse();
        assertThat(allows(rule, AccessRequest.of("get", "pods"))).isFalse();
    }

    @ParameterizedTest(name = "object {0}: {1}")
    @CsvSource({"web, true", "db, false", ", false"})
    void singleObjects(String name, boolean expected) {
        RuleIndex rule = index(Rule.builder()
                .addVerbs("get")
                .addApiGroups("")
                .addResources("pods")
                .resourceNames(List.of("web", "cache"))
                .build());
        AccessRequest request = AccessRequest.of("get", "pods").inNamespace("prod");

        assertThat(allows(rule, name == null ? request : request.named(name))).isEqualTo(expected);
    }

    /** Texts of equal hash, in as many combinations as fit into a small text: looked for one by one, this took minutes. */
    @Test
    void combinationsOfEqualHash_areIndexedSoon_andFound() {
        List<String> colliding = IntStream.range(0, 64)
                .mapToObj(number -> IntStream.range(0, 6)
                        .mapToObj(bit -> ((number >> bit) & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .toList();
        List<Rule> rules = IntStream.range(0, 200)
                .mapToObj(number -> Rule.builder()
                        .addApiGroups("g" + number)
                        .verbs(colliding)
                        .resources(colliding)
                        .build())
                .toList();

        RuleIndex index = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> new RuleIndex(rules));

        assertThat(colliding.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
        for (Rule rule : rules) {
            AccessRequest request = AccessRequest.of(
                    colliding.get(63),
                    colliding.get(17) + "." + rule.apiGroups().get(0));
            assertThat(index.first(request)).isEqualTo(rule);
        }
        assertThat(allows(index, AccessRequest.of(colliding.get(63), colliding.get(17) + ".g200")))
                .isFalse();
    }

    @Test
    void rulesWithMoreCombinationsThanAreIndexed_areFoundInTheirOrder() {
        List<String> names = IntStream.range(0, 64).mapToObj(i -> "n" + i).toList();
        List<Rule> rules = IntStream.range(0, 600)
                .mapToObj(number -> Rule.builder()
                        .addApiGroups("g" + number / 2)
                        .verbs(names)
                        .resources(names)
                        .addResources("only-in-" + number)
                        .build())
                .toList();
        RuleIndex index = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> new RuleIndex(rules));

        for (int i = 0; i < rules.size(); i++) {
            String group = ".g" + i / 2;
            assertThat(index.first(AccessRequest.of("n7", "n9" + group))).isEqualTo(rules.get(i - i % 2));
            assertThat(index.first(AccessRequest.of("n7", "only-in-" + i + group)))
                    .isEqualTo(rules.get(i));
        }
    }

    /** What a text of 1.5 MiB can hold: each of these filled the memory, or took minutes. */
    static Stream<Arguments> shapes() {
        List<String> names = IntStream.range(0, 64).mapToObj(i -> "n" + i).toList();
        List<String> many =
                IntStream.range(0, 200_000).mapToObj(Integer::toString).toList();
        String slashes = "/".repeat(1_000_000);
        Rule.Builder wide =
                Rule.asReceived().verbs(names).apiGroups(List.of("")).resources(names);
        return Stream.of(
                Arguments.of("the same combinations in each rule", Collections.nCopies(3_000, wide.build())),
                Arguments.of(
                        "single names of one combination",
                        many.subList(0, 20_000).stream()
                                .map(name -> rule("get", "pods", name))
                                .toList()),
                Arguments.of(
                        "many verbs and resources",
                        List.of(Rule.asReceived()
                                .verbs(many)
                                .apiGroups(many)
                                .resources(many)
                                .build())),
                Arguments.of("many slashes", List.of(rule("get", slashes + "x", "a"))),
                Arguments.of(
                        "some slashes in each resource",
                        IntStream.range(0, 3_000)
                                .mapToObj(i -> Rule.asReceived()
                                        .verbs(names)
                                        .addApiGroups("")
                                        .resources(names.stream()
                                                .map(name -> i + "/a/b/c/d/e/f/" + name)
                                                .toList())
                                        .build())
                                .toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void rolesOfAnyShape_areIndexedSoonAndSmall(String shape, List<Rule> rules) {
        RuleIndex index = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> new RuleIndex(rules));

        assertThat(index.size()).as(shape).isLessThanOrEqualTo(RuleIndex.MAX_CELLS);
        Rule last = rules.get(rules.size() - 1);
        AccessRequest request = AccessRequest.asReceived()
                .verb(last.verbs().get(0))
                .apiGroup(last.apiGroups().get(0))
                .resource(last.resources().get(0))
                .name(last.resourceNames().isEmpty() ? "" : last.resourceNames().get(0))
                .build();
        assertThat(index.first(request)).isEqualTo(last);
    }

    @Test
    void whatAllRolesOfAModelIndex_isLimited() {
        SharedRules shared = new SharedRules(null);
        List<String> names = IntStream.range(0, 64).mapToObj(i -> "n" + i).toList();
        List<RuleIndex> indexes = IntStream.range(0, 100)
                .mapToObj(i -> shared.index(List.of(Rule.builder()
                        .verbs(names)
                        .addApiGroups("g" + i)
                        .resources(names)
                        .build())))
                .toList();

        assertThat(indexes.stream().mapToInt(RuleIndex::size).sum()).isEqualTo(SharedRules.MAX_CELLS_OF_A_MODEL);
        assertThat(allows(indexes.get(99), AccessRequest.of("n3", "n63.g99"))).isTrue();
        assertThat(allows(indexes.get(99), AccessRequest.of("n3", "n63.g98"))).isFalse();
        SharedRules next = new SharedRules(shared);
        assertThat(next.index(indexes.get(0).rules())).isSameAs(indexes.get(0));
        assertThat(next.index(List.of(rule("get", "pods", "web"))).size()).isEqualTo(1);
    }

    private static Rule rule(String verb, String resource, String name) {
        return Rule.asReceived()
                .addVerbs(verb)
                .addApiGroups("")
                .addResources(resource)
                .addResourceNames(name)
                .build();
    }

    private static RuleIndex index(Rule rule) {
        return new RuleIndex(List.of(rule));
    }

    /** The index and the rule itself must say the same. */
    private static boolean allows(RuleIndex index, AccessRequest request) {
        boolean allowed = index.first(request) != null;
        assertThat(index.rules().get(0).allows(request)).isEqualTo(allowed);
        return allowed;
    }
}
