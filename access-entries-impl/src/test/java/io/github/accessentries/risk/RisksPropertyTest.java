package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On random clusters: what a finding claims, the authorizer confirms; and what the authorizer allows, a finding tells. */
class RisksPropertyTest {

    private static final List<CataloguedPolicy> POLICIES =
            PolicyCatalogue.published().policies();
    private static final List<String> PATTERNS = List.of("team-a", "team-*", "*", "prod", "gone-*");
    private static final List<String> NAMESPACES = List.of("team-a", "team-b", "prod", "kube-system");
    private static final List<String> GROUPS =
            List.of("devs", "ops", "system:nodes", "system:masters", "system:authenticated", "system:unauthenticated");
    private static final List<String> VERBS =
            List.of("get", "list", "create", "update", "patch", "delete", "escalate", "bind", "impersonate", "*");
    private static final List<String> API_GROUPS = List.of("", "", "rbac.authorization.k8s.io", "apps", "*");
    private static final List<String> RESOURCES = List.of(
            "pods",
            "pods/exec",
            "secrets",
            "roles",
            "clusterroles",
            "users",
            "serviceaccounts",
            "configmaps",
            "groups",
            "serviceaccounts/token",
            "nodes/proxy",
            "deployments",
            "*",
            "*/exec");

    private static final List<List<String>> NAMES =
            List.of(List.of(), List.of(), List.of("role0", "sa", "aws-auth"), List.of("ops"), List.of(""));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyClaim_isConfirmedByTheAuthorizer(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int claims = 0;
        for (int i = 0; i < 12; i++) {
            RbacObjects rbac = anyRbac(random);
            AccessModel model = model(random, rbac);

            List<Risk> risks = Risks.of(model, rbac, AwsAuth.none());

            for (Risk risk : risks) {
                assertThat(risk.exposures()).as("%s", risk).isNotEmpty();
                for (Exposure exposure : risk.exposures()) {
                    if (exposure.claim().isPresent()) {
                        claims++;
                        assertConfirmed(model, risk, exposure);
                    }
                }
            }
            assertThat(Risks.of(model, rbac, AwsAuth.none())).as("told again").isEqualTo(risks);
            assertComplete(model, risks);
        }
        assertThat(claims).isGreaterThan(200);
    }

    private static void assertConfirmed(AccessModel model, Risk risk, Exposure exposure) {
        KubernetesUser user = model.userOf(exposure.subject()).orElseThrow();
        AccessRequest claim = exposure.claim().orElseThrow();
        assertThat(exposure.places())
                .as("%s", risk)
                .anyMatch(place -> place.includes(claim.namespace().orElse(null)));
        assertThat(model.authorizer().decide(user, claim).reasons())
                .as("%s by %s: %s", claim, exposure, risk)
                .extracting(reason -> withoutNamespace(reason.text()))
                .contains(withoutNamespace(exposure.ground()));
    }

    /** A finding tells of the pattern that a policy has, a decision of the namespace that was asked about. */
    private static String withoutNamespace(String ground) {
        return ground.replaceFirst("(cluster-access-policy/[A-Za-z]+)/[^\"]*\"", "$1\"");
    }

    /** The other way round, by asking about everybody: whoever may read a secret that no rule names is told of. */
    private static void assertComplete(AccessModel model, List<Risk> risks) {
        for (Subject subject : model.subjects()) {
            KubernetesUser user = model.userOf(subject).orElseThrow();
            List<Reason> reasons = model.authorizer()
                    .decide(user, AccessRequest.of("get", "secrets").named("any"))
                    .reasons();
            boolean told = risks.stream()
                    .filter(risk -> List.of(RiskKind.SECRETS_READ, RiskKind.FULL_CONTROL)
                            .contains(risk.kind()))
                    .flatMap(risk -> risk.exposures().stream())
                    .anyMatch(exposure -> exposure.subject().equals(subject)
                            || reasons.stream().anyMatch(reason -> reason.text().equals(exposure.ground())));
            boolean masters = subject.name().equals("system:masters");
            assertThat(told || masters || reasons.isEmpty())
                    .as("%s: %s", subject, reasons)
                    .isTrue();
        }
    }

    private static AccessModel model(RandomGenerator random, RbacObjects rbac) {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            AccessEntry.Builder entry = AccessEntry.builder()
                    .cluster("prod")
                    .principal(PrincipalArn.role("111122223333", "role" + i))
                    .username(random.nextInt(3) == 0 ? "jane" : "role" + i)
                    .addGroups(any(random, GROUPS.subList(0, 4)));
            List<CataloguedPolicy> policies = new ArrayList<>(POLICIES);
            for (int count = random.nextInt(3); count > 0; count--) {
                entry.addPolicies(PolicyAssociation.of(
                        policies.remove(random.nextInt(policies.size())).policy(),
                        random.nextInt(3) == 0
                                ? AccessScope.clusterWide()
                                : AccessScope.namespaces(any(random, PATTERNS), any(random, PATTERNS))));
            }
            entries.add(entry.build());
        }
        return ClusterAccess.builder().entries(entries).rbac(rbac).build();
    }

    private static RbacObjects anyRbac(RandomGenerator random) {
        List<RbacRole> roles = new ArrayList<>();
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Rule> rules = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                rules.add(Rule.builder()
                        .addVerbs(any(random, VERBS), any(random, VERBS))
                        .addApiGroups(any(random, API_GROUPS))
                        .addResources(any(random, RESOURCES), any(random, RESOURCES))
                        .resourceNames(any(random, NAMES))
                        .build());
            }
            roles.add(RbacRole.builder().name("role" + i).rules(rules).build());
        }
        for (int i = 0; i < 8; i++) {
            RbacSubject subject = switch (random.nextInt(4)) {
                case 0 ->
                    RbacSubject.builder()
                            .kind("User")
                            .name(random.nextBoolean() ? "jane" : "system:anonymous")
                            .build();
                case 1 ->
                    RbacSubject.builder()
                            .kind("ServiceAccount")
                            .name("sa")
                            .namespace(any(random, NAMESPACES))
                            .build();
                default ->
                    RbacSubject.builder()
                            .kind("Group")
                            .name(any(random, GROUPS))
                            .build();
            };
            bindings.add(RbacBinding.builder()
                    .namespace(random.nextBoolean() ? null : any(random, NAMESPACES))
                    .name((random.nextInt(4) == 0 ? "system:" : "") + "binding" + i)
                    .roleKind("ClusterRole")
                    .role("role" + random.nextInt(6))
                    .subjects(List.of(subject))
                    .build());
        }
        return RbacObjects.builder()
                .roles(roles)
                .bindings(bindings)
                .namespaces(NAMESPACES)
                .build();
    }

    private static <T> T any(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
