package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Small random clusters, made of so few names that everything meets everything, and all requests that could tell them apart. */
final class RandomClusters {

    private static final List<String> VERBS = List.of("get", "list", "delete", "*");
    private static final List<String> GROUPS = List.of("", "apps", "*");
    private static final List<String> RESOURCES =
            List.of("pods", "pods/log", "pods/scale", "deployments", "deployments/scale", "*", "*/scale");
    private static final List<String> NAMES = List.of("web", "db");
    private static final List<String> PATHS = List.of("/api", "/api/*", "/apis/*", "/a*", "*", "/metrics");
    private static final List<String> NAMESPACES = List.of("team-a", "team-a-dev", "prod");
    private static final List<String> PATTERNS =
            List.of("team-a", "team-*", "*-dev", "team-a*", "*", "prod", "p**d", "*a*");
    private static final List<String> USERNAMES =
            List.of("ana", "bob", "dev:ana", "{{SessionName}}", "dev:{{SessionName}}");
    private static final List<String> SUBJECTS =
            List.of("ana", "bob", "dev:ana", "red", "blue", "system:authenticated", "system:serviceaccounts");
    private static final List<String> POLICIES = List.of("Red", "Blue", "Green", "Secret");

    private final RandomGenerator random;

    RandomClusters(RandomGenerator random) {
        this.random = random;
    }

    NaiveModel any() {
        List<RbacRole> roles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            roles.add(RbacRole.builder()
                    .namespace(i < 3 ? null : one(NAMESPACES))
                    .name("role" + i)
                    .rules(rules())
                    .build());
        }
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            bindings.add(binding(i));
        }
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.add(entry("path" + (i == 3 ? "/other/" : "/") + "role" + Math.min(i, 2)));
        }
        List<AwsAuth.ArnMapping> mappings = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            mappings.add(AwsAuth.ArnMapping.of(
                    PrincipalArn.role("111122223333", "role" + random.nextInt(5))
                            .toString(),
                    one(USERNAMES),
                    List.of(one(List.of("red", "blue", "system:masters")))));
        }
        return new NaiveModel(
                entries,
                RbacObjects.builder()
                        .roles(roles)
                        .bindings(bindings)
                        .whole(true)
                        .build(),
                AwsAuth.builder().roles(mappings).build(),
                catalogue());
    }

    /** The same cluster with one part replaced by that of another. */
    NaiveModel changed(NaiveModel model) {
        NaiveModel other = any();
        return switch (random.nextInt(4)) {
            case 0 -> new NaiveModel(other.entries(), model.rbac(), model.awsAuth(), model.catalogue());
            case 1 -> new NaiveModel(model.entries(), other.rbac(), model.awsAuth(), model.catalogue());
            case 2 -> new NaiveModel(model.entries(), model.rbac(), other.awsAuth(), model.catalogue());
            default -> new NaiveModel(model.entries(), model.rbac(), model.awsAuth(), other.catalogue());
        };
    }

    static AccessModel compile(NaiveModel model) {
        return compile(ClusterAccess.builder(), model);
    }

    static AccessModel compile(ClusterAccess.Builder builder, NaiveModel model) {
        return builder.entries(model.entries())
                .rbac(model.rbac())
                .awsAuth(model.awsAuth())
                .catalogue(model.catalogue())
                .build();
    }

    private AccessEntry entry(String name) {
        Map<String, PolicyAssociation> policies = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            AccessScope scope = random.nextInt(3) == 0
                    ? AccessScope.clusterWide()
                    : AccessScope.namespaces(one(PATTERNS), one(PATTERNS));
            String policy = one(POLICIES);
            policies.put(policy, PolicyAssociation.of(AccessPolicy.of(policy), scope));
        }
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", name))
                .username(one(USERNAMES))
                .addGroups(one(List.of("red", "blue")))
                .policies(policies.values())
                .build();
    }

    private RbacBinding binding(int number) {
        List<RbacSubject> subjects = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String kind = one(List.of("User", "Group", "Group", "ServiceAccount"));
            @Nullable String namespace = kind.equals("ServiceAccount") && random.nextBoolean() ? one(NAMESPACES) : null;
            RbacSubject subject = RbacSubject.builder()
                    .kind(kind)
                    .name(one(SUBJECTS))
                    .namespace(namespace)
                    .build();
            if (!subjects.contains(subject)) {
                subjects.add(subject);
            }
        }
        return RbacBinding.builder()
                .namespace(random.nextInt(3) == 0 ? null : one(NAMESPACES))
                .name("binding" + number)
                .roleKind(random.nextInt(4) == 0 ? "Role" : "ClusterRole")
                .role("role" + random.nextInt(6))
                .subjects(subjects)
                .build();
    }

    private PolicyCatalogue catalogue() {
        StringBuilder text = new StringBuilder("asOf: \"2026-10\"\npolicies:\n");
        for (String policy : POLICIES) {
            List<String> rules = rules().stream()
                    .map(rule -> "{verbs: " + quoted(rule.verbs())
                            + (rule.paths().isEmpty()
                                    ? ", apiGroups: " + quoted(rule.apiGroups()) + ", resources: "
                                            + quoted(rule.resources()) + ", resourceNames: "
                                            + quoted(rule.resourceNames())
                                    : ", nonResourceURLs: " + quoted(rule.paths()))
                            + "}")
                    .toList();
            text.append("- {name: ").append(policy).append(", rulesComplete: ");
            text.append(!policy.equals("Secret"))
                    .append(", rules: ")
                    .append(rules)
                    .append("}\n");
        }
        return PolicyCatalogue.parse(text.toString());
    }

    private static List<String> quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').toList();
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Rule.Builder rule = Rule.builder().verbs(some(VERBS));
            if (random.nextInt(5) == 0) {
                rule.paths(some(PATHS));
            } else {
                rule.apiGroups(some(GROUPS)).resources(some(RESOURCES));
                if (random.nextInt(4) == 0) {
                    rule.resourceNames(some(NAMES));
                }
            }
            rules.add(rule.build());
        }
        return rules;
    }

    /** Every request that differs in anything that a rule or place of these clusters could tell, and one of the others each. */
    static List<AccessRequest> allRequests() {
        List<AccessRequest> requests = new ArrayList<>();
        List<String> verbs = List.of("get", "list", "delete", "other");
        List<@Nullable String> namespaces = new ArrayList<>(NAMESPACES);
        namespaces.addAll(List.of("team-x", "x-dev", "team-x-dev", "team-ax", "xax", "p-d", "other"));
        namespaces.add(null);
        List<String> resources = List.of(
                "pods",
                "pods/log",
                "pods/scale",
                "pods/other",
                "deployments",
                "deployments/scale",
                "other",
                "other/scale");
        for (String verb : verbs) {
            for (String path : List.of("/api", "/api/x", "/apis/x", "/ax", "/metrics", "/other", "")) {
                requests.add(AccessRequest.ofPath(verb, path));
            }
            for (String resource : resources) {
                for (String group : List.of("", ".apps", ".other")) {
                    String[] parts = resource.split("/", 2);
                    String full = parts[0] + group + (parts.length == 1 ? "" : "/" + parts[1]);
                    for (@Nullable String namespace : namespaces) {
                        AccessRequest request = AccessRequest.of(verb, full);
                        request = namespace == null ? request : request.inNamespace(namespace);
                        requests.add(request);
                        requests.add(request.named("web"));
                        requests.add(request.named("db"));
                        requests.add(request.named("other"));
                    }
                }
            }
        }
        return requests;
    }

    private List<String> some(List<String> choices) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(one(choices));
        }
        return List.copyOf(some);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
