package io.github.accessentries.internal.custompolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A custom policy, compiled to objects, decides as the same rules do that are an access policy in the same scope. */
class CustomPolicyPropertyTest {

    private static final AccessPolicy OF_CATALOGUE = AccessPolicy.of("SameRules");
    private static final PrincipalArn BY_POLICY = PrincipalArn.role("111122223333", "by-policy");
    private static final PrincipalArn BY_GROUP = PrincipalArn.role("111122223333", "by-group");
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "delete", "patch");
    private static final List<String> GROUPS = List.of("", "apps", "batch", "example.org", "*");
    private static final List<String> RESOURCES = List.of(
            "pods",
            "pods/log",
            "pods/exec",
            "namespaces",
            "secrets",
            "deployments",
            "deployments/scale",
            "*/scale",
            "jobs",
            "nodes",
            "*");
    private static final List<String> NAMES = List.of("web", "db", "team-a-1", "team-b-2", "prod");
    private static final List<String> PATHS = List.of("/metrics", "/api", "/api/*", "/healthz", "/logs/*");
    private static final List<String> PATTERNS =
            List.of("team-a", "team-a-*", "team-b-1*", "*-1", "*b*", "prod", "team-*-2*", "nowhere", "t*3", "shared");

    static LongStream seeds() {
        return Seeds.of(30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decisions_areThoseOfAnAccessPolicyWithTheSameRulesAndScope(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> namespaces = namespaces();
        boolean clusterWide = random.nextInt(6) == 0;
        CustomPolicy policy = CustomPolicy.builder()
                .name("same-rules")
                .rules(rules(random, clusterWide))
                .build();
        AccessScope scope = clusterWide
                ? AccessScope.clusterWide()
                : AccessScope.namespaces("team-c-4*", some(random, PATTERNS).toArray(String[]::new));
        AccessModel model = model(policy, scope, namespaces);
        KubernetesUser byPolicy = model.userOf(new Subject.Principal(BY_POLICY)).orElseThrow();
        KubernetesUser byGroup = model.userOf(new Subject.Principal(BY_GROUP)).orElseThrow();
        int allowed = 0;
        int requests = 0;
        List<AccessRequest> ofNamespaces =
                namespaces.stream().map(CustomPolicyPropertyTest::ofItself).toList();
        for (; requests < 3_000; requests++) {
            AccessRequest request =
                    requests < ofNamespaces.size() ? ofNamespaces.get(requests) : request(random, namespaces);

            Decision expected = model.authorizer().decide(byPolicy, request);
            Decision decision = model.authorizer().decide(byGroup, request);

            assertThat(decision.allowed()).as("%s in %s", request, scope).isEqualTo(expected.allowed());
            if (decision.allowed()) {
                GrantedByCustomPolicy reason =
                        (GrantedByCustomPolicy) decision.reasons().get(0);
                assertThat(reason.policy()).isEqualTo(policy.in(scope));
                assertThat(reason.rule())
                        .isEqualTo(((GrantedByPolicy) expected.reasons().get(0)).rule());
            }
            allowed += decision.allowed() ? 1 : 0;
        }
        assertThat(allowed).as("allowed of %s", requests).isBetween(1, requests - 1);
    }

    /** A policy in a namespace has what the namespace itself is, by its name: both ways, and nobody else's. */
    private static AccessRequest ofItself(String namespace) {
        return AccessRequest.of("get", "namespaces").inNamespace(namespace).named(namespace);
    }

    private static AccessModel model(CustomPolicy policy, AccessScope scope, List<String> namespaces) {
        List<RbacObject> objects = PolicyObjects.of(policy, List.of(scope), namespaces);
        RbacObjects.Builder rbac = RbacObjects.builder().whole(true).namespaces(namespaces);
        objects.forEach(object -> {
            if (object instanceof RbacRole role) {
                rbac.addRoles(role);
            } else {
                rbac.addBindings((RbacBinding) object);
            }
        });
        return ClusterAccess.builder()
                .rbac(rbac.build())
                .catalogue(catalogue(policy.rules()))
                .entries(List.of(
                        AccessEntry.builder()
                                .cluster("prod")
                                .principal(BY_POLICY)
                                .username("by-policy")
                                .addPolicies(PolicyAssociation.of(OF_CATALOGUE, scope))
                                .build(),
                        AccessEntry.builder()
                                .cluster("prod")
                                .principal(BY_GROUP)
                                .username("by-group")
                                .addGroups(policy.in(scope).group())
                                .build()))
                .build();
    }

    private static PolicyCatalogue catalogue(List<Rule> rules) {
        List<String> written = rules.stream()
                .map(rule -> "{verbs: " + quoted(rule.verbs())
                        + (rule.paths().isEmpty()
                                ? ", apiGroups: " + quoted(rule.apiGroups()) + ", resources: "
                                        + quoted(rule.resources()) + ", resourceNames: "
                                        + quoted(rule.resourceNames())
                                : ", nonResourceURLs: " + quoted(rule.paths()))
                        + "}")
                .toList();
        return PolicyCatalogue.parse("asOf: \"2026-10\"\npolicies:\n- {name: " + OF_CATALOGUE.name()
                + ", rulesComplete: true, rules: " + written + "}\n");
    }

    private static List<String> quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').toList();
    }

    /** Two hundred, of a few teams. */
    private static List<String> namespaces() {
        List<String> namespaces = new ArrayList<>(List.of("default", "kube-system", "prod", "shared"));
        for (String team : List.of("team-a", "team-b", "team-c", "web")) {
            namespaces.add(team);
            for (int i = 1; i <= 48; i++) {
                namespaces.add(team + "-" + i);
            }
        }
        return namespaces;
    }

    /** Thirty, most of them for few things, so that much stays denied. */
    private static List<Rule> rules(RandomGenerator random, boolean clusterWide) {
        List<Rule> rules = new ArrayList<>();
        while (rules.size() < 30) {
            Rule.Builder rule = Rule.builder();
            rule.verbs(few(random, VERBS));
            if (clusterWide && random.nextInt(5) == 0) {
                rule.paths(few(random, PATHS));
            } else {
                rule.apiGroups(few(random, GROUPS)).resources(few(random, RESOURCES));
                if (random.nextInt(4) > 0) {
                    rule.resourceNames(some(random, NAMES));
                }
            }
            rules.add(rule.build());
        }
        return rules;
    }

    private static AccessRequest request(RandomGenerator random, List<String> namespaces) {
        if (random.nextInt(12) == 0) {
            return AccessRequest.ofPath(verb(random), one(random, List.of("/metrics", "/api/v1", "/other", "/logs/x")));
        }
        String resource =
                one(random, List.of("pods", "namespaces", "secrets", "deployments", "jobs", "nodes", "widgets"));
        Optional<String> subresource =
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(one(random, List.of("log", "exec", "scale")));
        AccessRequest.Builder request = AccessRequest.builder()
                .verb(verb(random))
                .apiGroup(one(random, List.of("", "apps", "batch", "other.org")))
                .resource(resource)
                .subresource(subresource);
        // What comes into being between two reconciliations has no binding yet, so only existing namespaces are
        // compared.
        if (random.nextInt(5) > 0) {
            request.namespace(one(random, namespaces));
        }
        if (random.nextBoolean()) {
            request.name(one(random, random.nextBoolean() ? NAMES : namespaces));
        }
        return request.build();
    }

    private static String verb(RandomGenerator random) {
        return one(random, List.of("get", "list", "watch", "create", "delete", "patch", "escalate"));
    }

    private static List<String> few(RandomGenerator random, List<String> choices) {
        return random.nextInt(3) == 0
                ? some(random, choices)
                : List.of(choices.get(random.nextInt(choices.size() - 1)));
    }

    private static List<String> some(RandomGenerator random, List<String> choices) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(one(random, choices));
        }
        return List.copyOf(some);
    }

    private static <T> T one(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
