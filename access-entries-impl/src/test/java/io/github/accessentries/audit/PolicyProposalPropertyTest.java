package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a proposal allows on a cluster is what was done, for random logs, and what a rule for each request alone would allow. */
class PolicyProposalPropertyTest {

    private static final KubernetesUser USER =
            KubernetesUser.builder().username("dev").addGroups("held").build();
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "patch", "deletecollection");
    private static final List<String> RESOURCES = List.of(
            "pods",
            "pods/log",
            "pods/exec",
            "configmaps",
            "deployments.apps",
            "deployments.apps/scale",
            "events",
            "events.events.k8s.io",
            "nodes");
    private static final List<String> NAMESPACES = List.of("team-a", "team-b", "team-c");
    private static final List<String> NAMES = List.of("web", "db", "cache", "x:y");
    private static final List<String> PATHS = List.of("/metrics", "/metrics/slis", "/logs", "/a b");

    static LongStream seeds() {
        return Seeds.of(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingThatWasDone_isAllowed_andNothingElse(long seed) {
        Random random = new Random(seed);
        int mostNames = random.nextInt(4);
        List<AccessRequest> all = everything();
        List<AccessRequest> done = new ArrayList<>();
        int number = 1 + random.nextInt(60);
        for (int i = 0; i < number; i++) {
            done.add(all.get(random.nextInt(all.size())));
        }
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < done.size(); i++) {
            log.append(LoggedRequest.of("id-" + random.nextInt(50), done.get(i)))
                    .append('\n');
        }

        PolicyProposal proposal = PolicyProposer.builder()
                .addPrincipals(PrincipalArn.of(LoggedRequest.DEV))
                .mostNames(mostNames)
                .build()
                .read(new ByteArrayInputStream(log.toString().getBytes(UTF_8)));

        Authorizer merged = authorizer(proposal.clusterRoles("p"), bindings(proposal));
        Authorizer naive = naive(done, mostNames);
        assertThat(proposal.isComplete()).isTrue();
        for (AccessRequest request : done) {
            assertThat(merged.decide(USER, request).allowed())
                    .as("seed %s: %s", seed, request)
                    .isTrue();
        }
        for (AccessRequest request : all) {
            boolean needed = isNeeded(request, done, mostNames);
            assertThat(merged.decide(USER, request).allowed())
                    .as("seed %s: %s of %s by %s", seed, request, done, proposal)
                    .isEqualTo(needed)
                    .isEqualTo(naive.decide(USER, request).allowed());
        }
        noneCouldBeJoined(proposal);
        noneIsAWildcard(proposal);
        assertThat(proposal.parts().stream()
                        .flatMap(part -> part.rules().stream())
                        .mapToLong(rule -> rule.evidence().count())
                        .sum())
                .as("each request is evidence of one rule")
                .isEqualTo(proposal.requests());
    }

    /** Everything that can be asked in a small world; what was not done of it is the held list. */
    private static List<AccessRequest> everything() {
        List<AccessRequest> all = new ArrayList<>();
        for (String verb : VERBS) {
            for (String resource : RESOURCES) {
                AccessRequest request = AccessRequest.of(verb, resource);
                boolean isNamed =
                        !verb.equals("deletecollection") && (!verb.equals("create") || resource.contains("/"));
                List<AccessRequest> places = new ArrayList<>(List.of(request));
                NAMESPACES.forEach(namespace -> places.add(request.inNamespace(namespace)));
                for (AccessRequest place : places) {
                    all.add(place);
                    if (isNamed) {
                        NAMES.forEach(name -> all.add(place.named(name)));
                    }
                }
            }
            PATHS.forEach(path -> all.add(AccessRequest.ofPath(verb, path)));
        }
        return all;
    }

    /** The meaning of "smallest", said without rules. */
    private static boolean isNeeded(AccessRequest asked, List<AccessRequest> done, int mostNames) {
        return done.stream()
                .filter(each -> isAlike(each, asked))
                .filter(each -> each.namespace().isEmpty() || each.namespace().equals(asked.namespace()))
                .anyMatch(each ->
                        names(each, done, mostNames).isEmpty() || each.name().equals(asked.name()));
    }

    private static boolean isAlike(AccessRequest one, AccessRequest other) {
        return one.verb().equals(other.verb())
                && one.apiGroup().equals(other.apiGroup())
                && one.resource().equals(other.resource())
                && one.subresource().equals(other.subresource())
                && one.path().equals(other.path());
    }

    /** The names that a rule for a request has to have; none if it is for all. */
    private static Set<String> names(AccessRequest request, List<AccessRequest> done, int mostNames) {
        List<Optional<String>> names = done.stream()
                .filter(each -> isAlike(each, request) && each.namespace().equals(request.namespace()))
                .map(AccessRequest::name)
                .distinct()
                .toList();
        return names.contains(Optional.<String>empty()) || names.size() > mostNames
                ? Set.of()
                : names.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private static Authorizer naive(List<AccessRequest> done, int mostNames) {
        StringBuilder roles = new StringBuilder();
        StringBuilder bindings = new StringBuilder();
        for (int i = 0; i < done.size(); i++) {
            AccessRequest request = done.get(i);
            String name = "naive-" + i;
            roles.append("---\n{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: ")
                    .append(name)
                    .append("}, rules: [{verbs: [")
                    .append(request.verb())
                    .append("], ");
            if (request.isForResource()) {
                roles.append("apiGroups: ['")
                        .append(request.apiGroup())
                        .append("'], resources: ['")
                        .append(request.resource())
                        .append(request.subresource().map(part -> "/" + part).orElse(""))
                        .append("'], resourceNames: [")
                        .append(names(request, done, mostNames).stream()
                                .map(each -> "'" + each + "'")
                                .collect(Collectors.joining(", ")))
                        .append("]}]}\n");
            } else {
                roles.append("nonResourceURLs: ['")
                        .append(request.path().orElseThrow())
                        .append("']}]}\n");
            }
            bindings.append(binding(name, request.namespace().orElse(null)));
        }
        return authorizer(roles.toString(), bindings.toString());
    }

    private static String bindings(PolicyProposal proposal) {
        StringBuilder bindings = new StringBuilder();
        proposal.policies("p").forEach((policy, scope) -> {
            if (scope.isClusterWide()) {
                bindings.append(binding(policy.name(), null));
            }
            scope.namespaces().forEach(namespace -> bindings.append(binding(policy.name(), namespace)));
        });
        return bindings.toString();
    }

    private static String binding(String role, @Nullable String namespace) {
        return "---\n{apiVersion: rbac.authorization.k8s.io/v1, kind: "
                + (namespace == null ? "ClusterRoleBinding" : "RoleBinding") + ", metadata: {name: " + role
                + (namespace == null ? "" : ", namespace: " + namespace)
                + "}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: " + role
                + "}, subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: held}]}\n";
    }

    private static Authorizer authorizer(String roles, String bindings) {
        RbacObjects objects = RbacObjects.parse(roles + bindings);
        assertThat(objects.faults()).isEmpty();
        return ClusterAccess.builder().rbac(objects).build().authorizer();
    }

    /** Two rules could be one if they differed in one of verbs, groups, resources, names or paths only. */
    private static void noneCouldBeJoined(PolicyProposal proposal) {
        for (ProposedPart part : proposal.parts()) {
            List<Rule> rules = part.rules().stream().map(ProposedRule::rule).toList();
            for (int i = 0; i < rules.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(differences(rules.get(i), rules.get(j)))
                            .as("%s and %s", rules.get(i), rules.get(j))
                            .isGreaterThan(1);
                }
            }
        }
    }

    private static int differences(Rule one, Rule other) {
        boolean ofOneKind = one.paths().isEmpty() == other.paths().isEmpty();
        return (ofOneKind ? 0 : 2)
                + (one.verbs().equals(other.verbs()) ? 0 : 1)
                + (one.apiGroups().equals(other.apiGroups()) ? 0 : 1)
                + (one.resources().equals(other.resources()) ? 0 : 1)
                + (one.paths().equals(other.paths()) ? 0 : 1)
                + (one.resourceNames().equals(other.resourceNames()) ? 0 : 1);
    }

    private static void noneIsAWildcard(PolicyProposal proposal) {
        proposal.parts().forEach(part -> assertThat(part.toString()).doesNotContain("*"));
    }
}
