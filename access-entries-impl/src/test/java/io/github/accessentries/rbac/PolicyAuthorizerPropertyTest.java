package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled authorizer against a second one that is slow and obviously right, on random entries and requests. */
class PolicyAuthorizerPropertyTest {

    private static final PolicyCatalogue CATALOGUE = PolicyCatalogue.published();
    private static final List<AccessPolicy> WITH_RULES = CATALOGUE.policies().stream()
            .filter(policy -> !policy.rules().isEmpty())
            .map(CataloguedPolicy::policy)
            .toList();
    private static final List<String> NAMESPACES = List.of("team-a", "team-a-dev", "team-b", "prod");
    private static final List<String> PATTERNS = List.of("team-a", "team-a*", "*-dev", "team-*", "prod", "*");
    private static final List<String> VERBS =
            List.of("get", "list", "create", "delete", "deletecollection", "escalate");
    private static final List<String> RESOURCES = List.of(
            "pods",
            "pods/log",
            "pods/exec",
            "secrets",
            "nodes",
            "namespaces",
            "deployments.apps",
            "deployments.apps/scale",
            "roles.rbac.authorization.k8s.io",
            "widgets.example.org");
    private static final List<String> PATHS = List.of("/metrics", "/api", "/api/v1", "/apis/apps", "/healthz");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void decide_agreesWithTheNaiveModel(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            entries.add(anyEntry(random, i));
        }
        Authorizer authorizer = ClusterAccess.builder()
                .entries(entries)
                .catalogue(CATALOGUE)
                .build()
                .authorizer();
        NaiveModel naive = new NaiveModel(entries, RbacObjects.none(), AwsAuth.none(), CATALOGUE);
        int allowed = 0;
        for (int i = 0; i < 4_000; i++) {
            AccessEntry entry = any(random, entries);
            AccessRequest request = anyRequest(random);

            boolean decision = authorizer.decide(userOf(entry), request).allowed();

            assertThat(decision).as("%s: %s", entry, request).isEqualTo(naive.allowed(userOf(entry), request));
            allowed += decision ? 1 : 0;
        }
        assertThat(allowed).as("questions that were allowed").isBetween(200, 3_800);
    }

    private static KubernetesUser userOf(AccessEntry entry) {
        return KubernetesUser.builder()
                .username(entry.username())
                .putExtra(
                        KubernetesUser.CANONICAL_ARN, List.of(entry.principal().canonical()))
                .build();
    }

    private static AccessEntry anyEntry(RandomGenerator random, int number) {
        AccessEntry.Builder entry = AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", "path" + number % 3 + "/role" + number))
                .username("role" + number);
        List<AccessPolicy> policies = new ArrayList<>(WITH_RULES);
        for (int count = random.nextInt(4); count > 0; count--) {
            AccessPolicy policy = policies.remove(random.nextInt(policies.size()));
            AccessScope scope = random.nextInt(3) == 0
                    ? AccessScope.clusterWide()
                    : AccessScope.namespaces(any(random, PATTERNS), any(random, PATTERNS));
            entry.addPolicies(PolicyAssociation.of(policy, scope));
        }
        return entry.build();
    }

    private static AccessRequest anyRequest(RandomGenerator random) {
        if (random.nextInt(8) == 0) {
            return AccessRequest.ofPath(any(random, VERBS), any(random, PATHS));
        }
        AccessRequest request = AccessRequest.of(any(random, VERBS), any(random, RESOURCES));
        if (random.nextInt(3) > 0) {
            request = request.inNamespace(any(random, NAMESPACES));
        }
        return random.nextBoolean() ? request : request.named(any(random, NAMESPACES));
    }

    private static <T> T any(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
