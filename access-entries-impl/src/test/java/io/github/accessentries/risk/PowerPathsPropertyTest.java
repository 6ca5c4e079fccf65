package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On random small clusters: lengths, grounds and cuts are those of a naive search that asks request by request. */
class PowerPathsPropertyTest {

    private static final List<String> NAMESPACES = List.of("ci", "web", "kube-system", "default");
    private static final List<String> NAMES = List.of(
            "a", "b", "root", "devs", "system:masters", "role0", "role1", "cluster-admin", "binding0", "aws-auth");
    private static final List<String> RIGHTS = List.of(
            "create||pods",
            "create|batch|jobs",
            "update|apps|deployments",
            "create||pods/exec",
            "create||serviceaccounts/token",
            "impersonate||users",
            "impersonate||groups",
            "impersonate||serviceaccounts",
            "get||secrets",
            "create,list||secrets",
            "get||nodes/proxy",
            "bind|rbac.authorization.k8s.io|clusterroles",
            "bind|rbac.authorization.k8s.io|roles,clusterroles",
            "create|rbac.authorization.k8s.io|rolebindings,clusterrolebindings",
            "update|rbac.authorization.k8s.io|rolebindings,clusterrolebindings",
            "escalate|rbac.authorization.k8s.io|clusterroles,roles",
            "update,bind|rbac.authorization.k8s.io|clusterroles,roles",
            "update,create|certificates.k8s.io|certificatesigningrequests/approval,certificatesigningrequests",
            "approve|certificates.k8s.io|signers",
            "update|admissionregistration.k8s.io|mutatingwebhookconfigurations",
            "update|eks.services.k8s.aws|accessentries",
            "patch||configmaps",
            "create||configmaps",
            "create,delete||configmaps",
            "create,escalate|rbac.authorization.k8s.io|roles",
            "create,escalate,update,bind|rbac.authorization.k8s.io|roles,rolebindings",
            "create||persistentvolumes,persistentvolumeclaims",
            "get||services",
            "get||services");

    static LongStream seeds() {
        return Seeds.of(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pathsAndCuts_areThoseOfANaiveSearch(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        RbacObjects rbac = anyRbac(random);
        List<AccessEntry> entries = anyEntries(random);
        AccessModel model = model(entries, rbac);
        PowerPaths paths = PowerPaths.of(model, rbac);
        NaivePaths search = new NaivePaths(model, rbac, names(rbac), List.of());
        Map<Subject, int[]> naive = search.costs();
        Set<Subject> reaching = new TreeSet<>();

        for (Subject subject : model.subjects()) {
            List<PowerPath> ofSubject = paths.from(subject).stream()
                    .filter(path -> path.target().equals(PowerTarget.CLUSTER))
                    .toList();
            int[] expected = requireNonNull(naive.get(subject));
            boolean has = expected.length > 0 && expected[0] == 0;
            int[] actual = ofSubject.isEmpty() ? new int[0] : cost(ofSubject.get(0));
            assertThat(actual)
                    .as("%s: %s\n%s\n%s", subject, ofSubject, rbac, entries)
                    .containsExactly(has ? new int[0] : expected);
            ofSubject.forEach(path -> assertGrounds(model, path));
            if (!ofSubject.isEmpty()) {
                reaching.add(subject);
            }
        }
        Set<Subject> farFetched = new TreeSet<>(reaching);
        farFetched.removeIf(subject -> !search.isFarFetched(subject));
        assertTold(model, paths, reaching);
        Map<String, Set<Subject>> expectedCuts = naiveCuts(entries, rbac, reaching, farFetched);
        Map<String, Set<Subject>> actualCuts = new TreeMap<>();
        paths.cuts().forEach(cut -> actualCuts.put(cut.grant(), new TreeSet<>(cut.subjects())));
        assertThat(actualCuts).as("cuts: %s\n%s", rbac, entries).isEqualTo(expectedCuts);
    }

    private static int[] cost(PowerPath path) {
        return new int[] {
            path.steps().size(),
            (int) path.steps().stream()
                    .filter(step -> step.condition().isPresent())
                    .count()
        };
    }

    /** Whatever a ground says, the authorizer of the model confirms. */
    private static void assertGrounds(AccessModel model, PowerPath path) {
        for (PowerStep step : path.steps()) {
            KubernetesUser user = model.userOf(step.actor()).orElseThrow();
            assertThat(step.grounds()).isNotEmpty();
            for (PowerGround ground : step.grounds()) {
                ground.reason()
                        .ifPresent(reason -> assertThat(model.authorizer()
                                        .decide(user, ground.request())
                                        .reasons())
                                .as("%s of %s", ground, step)
                                .extracting(each -> each.summary())
                                .contains(reason.summary()));
            }
        }
    }

    /** Each by itself, or as a member of a group, or with the group of everybody of its kind. */
    private static void assertTold(AccessModel model, PowerPaths paths, Set<Subject> reaching) {
        Set<Subject> told = new TreeSet<>();
        paths.shortest().forEach(path -> {
            told.add(path.subject());
            told.addAll(path.members());
        });
        assertThat(reaching).as("%s", paths).containsAll(told);
        for (Subject subject : reaching) {
            assertThat(told.contains(subject)
                            || told.contains(new Subject.Group("system:authenticated"))
                            || model.userOf(subject).orElseThrow().groups().stream()
                                    .anyMatch(group ->
                                            group.startsWith("system:") && told.contains(new Subject.Group(group))))
                    .as("%s in %s", subject, paths)
                    .isTrue();
        }
    }

    private static Map<String, Set<Subject>> naiveCuts(
            List<AccessEntry> entries, RbacObjects rbac, Set<Subject> reaching, Set<Subject> farFetched) {
        Map<String, Set<Subject>> cuts = new TreeMap<>();
        for (RbacBinding binding : rbac.bindings()) {
            List<RbacBinding> rest = new ArrayList<>(rbac.bindings());
            rest.remove(binding);
            RbacObjects without =
                    RbacObjects.builder().from(rbac).bindings(rest).build();
            String kind = binding.namespace() == null
                    ? "ClusterRoleBinding \""
                    : "RoleBinding \"" + binding.namespace() + "/";
            String text = kind + binding.name() + "\" of " + binding.roleKind() + " \"" + binding.role() + "\"";
            addCut(cuts, text, lost(entries, without, reaching, farFetched));
        }
        for (AccessEntry entry : entries) {
            for (PolicyAssociation policy : entry.policies()) {
                List<PolicyAssociation> rest = new ArrayList<>(entry.policies());
                rest.remove(policy);
                List<AccessEntry> without = new ArrayList<>(entries);
                without.set(
                        entries.indexOf(entry),
                        AccessEntry.builder().from(entry).policies(rest).build());
                String scope = policy.scope().isClusterWide()
                        ? "cluster-wide"
                        : "in " + String.join(", ", policy.scope().namespaces());
                addCut(
                        cuts,
                        policy.policy().name() + " " + scope + " of " + entry.principal(),
                        lost(without, rbac, reaching, farFetched));
            }
        }
        return cuts;
    }

    private static void addCut(Map<String, Set<Subject>> cuts, String text, Set<Subject> lost) {
        if (!lost.isEmpty()) {
            cuts.put(text, lost);
        }
    }

    private static Set<Subject> lost(
            List<AccessEntry> entries, RbacObjects rbac, Set<Subject> reaching, Set<Subject> farFetched) {
        NaivePaths without = new NaivePaths(model(entries, rbac), rbac, names(rbac), reaching);
        Map<Subject, int[]> left = without.costs();
        Set<Subject> lost = new TreeSet<>(reaching);
        lost.removeIf(subject -> left.getOrDefault(subject, new int[0]).length > 0
                && (farFetched.contains(subject) || !without.isFarFetched(subject)));
        return lost;
    }

    private static Set<String> names(RbacObjects rbac) {
        Set<String> names = new TreeSet<>(Set.of("a"));
        rbac.roles().forEach(role -> role.rules().forEach(rule -> names.addAll(rule.resourceNames())));
        return names;
    }

    private static AccessModel model(List<AccessEntry> entries, RbacObjects rbac) {
        return ClusterAccess.builder().entries(entries).rbac(rbac).build();
    }

    private static List<AccessEntry> anyEntries(RandomGenerator random) {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            AccessEntry.Builder entry = AccessEntry.builder()
                    .cluster("prod")
                    .principal(PrincipalArn.role("111122223333", "role" + i))
                    .username(random.nextInt(3) == 0 ? "a" : "role" + i)
                    .addGroups(random.nextBoolean() ? "devs" : "ops");
            if (random.nextInt(3) == 0) {
                entry.addPolicies(PolicyAssociation.of(
                        random.nextBoolean() ? AccessPolicy.EDIT : AccessPolicy.ADMIN,
                        AccessScope.namespaces(any(random, List.of("ci", "web", "c*", "*")))));
            }
            entries.add(entry.build());
        }
        return entries;
    }

    private static RbacObjects anyRbac(RandomGenerator random) {
        List<RbacRole> roles = new ArrayList<>();
        roles.add(RbacRole.clusterRole("cluster-admin", rule("*|*|*", null)));
        for (int i = 0; i < 5; i++) {
            List<Rule> rules = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                rules.add(rule(any(random, RIGHTS), random.nextInt(3) == 0 ? any(random, NAMES) : null));
            }
            roles.add(RbacRole.builder()
                    .name("role" + i)
                    .namespace(i == 4 ? "ci" : null)
                    .rules(rules)
                    .build());
        }
        List<RbacBinding> bindings = new ArrayList<>();
        bindings.add(binding("admins", null, 9, List.of(anySubject(random))));
        for (int i = 0; i < 7; i++) {
            int role = random.nextInt(5);
            String namespace = role == 4 ? "ci" : random.nextBoolean() ? null : any(random, NAMESPACES);
            bindings.add(binding("binding" + i, namespace, role, List.of(anySubject(random), anySubject(random))));
        }
        return RbacObjects.builder()
                .roles(roles)
                .bindings(bindings)
                .namespaces(NAMESPACES)
                .build();
    }

    private static RbacBinding binding(String name, @Nullable String namespace, int role, List<RbacSubject> subjects) {
        return RbacBinding.builder()
                .namespace(namespace)
                .name(name)
                .roleKind(role == 4 ? "Role" : "ClusterRole")
                .role(role == 9 ? "cluster-admin" : "role" + role)
                .subjects(subjects)
                .build();
    }

    private static Rule rule(String right, @Nullable String name) {
        String[] parts = right.split("\\|", -1);
        return Rule.builder()
                .addVerbs(parts[0].split(",", -1))
                .addApiGroups(parts[1])
                .addResources(parts[2].split(",", -1))
                .addAllResourceNames(name == null ? List.of() : List.of(name))
                .build();
    }

    private static RbacSubject anySubject(RandomGenerator random) {
        return switch (random.nextInt(7)) {
            case 0 -> RbacSubject.user(any(random, List.of("a", "b", "root", "system:serviceaccount:ci:a")));
            case 1, 2 -> RbacSubject.group(any(random, List.of("devs", "ops")));
            case 3 ->
                RbacSubject.group(
                        random.nextInt(4) == 0
                                ? any(
                                        random,
                                        List.of(
                                                "system:authenticated",
                                                "system:serviceaccounts",
                                                "system:serviceaccounts:web"))
                                : "devs");
            default -> RbacSubject.serviceAccount(any(random, NAMESPACES), any(random, List.of("a", "b")));
        };
    }

    private static <T> T any(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
