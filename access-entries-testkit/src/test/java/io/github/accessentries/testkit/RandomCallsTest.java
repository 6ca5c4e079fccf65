package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessScope;

/** Random calls have the outcome that a model says which knows nothing of the fake but the documented behaviour. */
class RandomCallsTest {

    private static final String OK = "ok";
    private static final String ACCOUNT = "arn:aws:iam::111122223333:";
    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/";
    private static final List<String> PRINCIPALS = List.of(
            ACCOUNT + "role/a", ACCOUNT + "role/p/b", ACCOUNT + "user/c", ACCOUNT + "role/d", ACCOUNT + "group/e");
    private static final List<String> POLICIES = List.of(
            POLICY + "AmazonEKSViewPolicy",
            POLICY + "AmazonEKSEditPolicy",
            POLICY + "AmazonEKSHybridPolicy",
            POLICY + "No");
    private static final List<List<String>> GROUPS =
            List.of(List.of(), List.of("x"), List.of("x", "y"), List.of("eks:z"));
    private static final List<String> USERNAMES = List.of("", "u", "sys:{{SessionName}}", "iam:w");
    private static final List<String> TYPES = List.of("STANDARD", "STANDARD", "STANDARD", "EC2_LINUX");

    private static final class ModelEntry {
        private final boolean node;
        private final String generatedName;
        private String username;
        private List<String> groups;
        private final Map<String, List<String>> policies = new TreeMap<>();

        ModelEntry(String principal, boolean node) {
            String name = principal.substring(principal.lastIndexOf('/') + 1);
            this.node = node;
            this.generatedName = node
                    ? "system:node:{{EC2PrivateDNSName}}"
                    : principal.contains(":user/")
                            ? principal
                            : "arn:aws:sts::111122223333:assumed-role/" + name + "/{{SessionName}}";
            this.username = generatedName;
            this.groups = node ? List.of("system:nodes") : List.of();
        }

        void set(String newUsername, List<String> newGroups) {
            if (!node) {
                username = newUsername.isEmpty() ? generatedName : newUsername;
                groups = newGroups;
            }
        }
    }

    private final Map<String, ModelEntry> model = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261123})
    void calls_inAnyOrder_doWhatTheModelSays(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> history = new ArrayList<>();
        try (FakeEks fake = FakeEks.create()) {
            fake.createCluster("prod");
            EksClient eks = fake.eksClient();
            for (int step = 0; step < 400; step++) {
                Step next = step(random);
                history.add(next.text());
                assertThat(outcome(next, eks))
                        .as("seed %d, step %d: %s", seed, step, next.text())
                        .isEqualTo(next.expected());
                assertThat(state(eks)).as("seed %d after %s", seed, history).isEqualTo(modelState());
            }
        }
        assertThat(history.stream().map(text -> text.split(" ", 2)[0]).distinct())
                .as("seed %d tried everything", seed)
                .hasSize(5);
    }

    private record Step(String text, String expected, Consumer<EksClient> call) {}

    private static String outcome(Step step, EksClient eks) {
        try {
            step.call().accept(eks);
            return OK;
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private Step step(RandomGenerator random) {
        String principal = pick(random, PRINCIPALS);
        String policy = pick(random, POLICIES);
        return switch (random.nextInt(6)) {
            case 0, 1 -> create(principal, pick(random, TYPES), pick(random, USERNAMES), pick(random, GROUPS));
            case 2 -> update(principal, pick(random, USERNAMES), pick(random, GROUPS));
            case 3 -> random.nextInt(4) == 0 ? delete(principal) : disassociate(principal, policy);
            default -> associate(principal, policy, random.nextBoolean() ? List.of() : List.of("n1", "n*"));
        };
    }

    private static <T> T pick(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Step create(String principal, String type, String username, List<String> groups) {
        boolean node = type.equals("EC2_LINUX");
        boolean chosen = !username.isEmpty() || !groups.isEmpty();
        String expected;
        if (reserved(username, groups)
                || principal.contains(":group/")
                || (node && (chosen || principal.contains(":user/")))) {
            expected = "InvalidParameterException";
        } else if (model.containsKey(principal)) {
            expected = "ResourceInUseException";
        } else {
            expected = OK;
            ModelEntry entry = new ModelEntry(principal, node);
            entry.set(username, groups);
            model.put(principal, entry);
        }
        return new Step(
                "create " + principal + type + username + groups,
                expected,
                eks -> eks.createAccessEntry(r -> r.clusterName("prod")
                        .principalArn(principal)
                        .type(type)
                        .username(username)
                        .kubernetesGroups(groups)));
    }

    private Step update(String principal, String username, List<String> groups) {
        ModelEntry entry = model.get(principal);
        String expected;
        if (reserved(username, groups) || principal.contains(":group/")) {
            expected = "InvalidParameterException";
        } else if (entry == null) {
            expected = "ResourceNotFoundException";
        } else if (entry.node && !(username.isEmpty() && groups.isEmpty())) {
            expected = "InvalidParameterException";
        } else {
            expected = OK;
            entry.set(username, groups);
        }
        return new Step(
                "update " + principal + username + groups,
                expected,
                eks -> eks.updateAccessEntry(r -> r.clusterName("prod")
                        .principalArn(principal)
                        .username(username)
                        .kubernetesGroups(groups)));
    }

    private static boolean reserved(String username, List<String> groups) {
        return username.startsWith("iam:") || groups.contains("eks:z");
    }

    private Step delete(String principal) {
        return new Step(
                "delete " + principal,
                ofEntry(principal, model.remove(principal)),
                eks -> eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(principal)));
    }

    private static String ofEntry(String principal, @Nullable ModelEntry entry) {
        if (principal.contains(":group/")) {
            return "InvalidParameterException";
        }
        return entry == null ? "ResourceNotFoundException" : OK;
    }

    private Step associate(String principal, String policy, List<String> namespaces) {
        ModelEntry entry = model.get(principal);
        String expected = ofEntry(principal, entry);
        if (entry != null) {
            if (policy.endsWith("/No")) {
                expected = "ResourceNotFoundException";
            } else if (entry.node || policy.contains("Hybrid")) {
                expected = "InvalidParameterException";
            } else {
                entry.policies.put(policy, namespaces);
            }
        }
        return new Step(
                "associate " + principal + policy + namespaces,
                expected,
                eks -> eks.associateAccessPolicy(r -> r.clusterName("prod")
                        .principalArn(principal)
                        .policyArn(policy)
                        .accessScope(s -> s.type(namespaces.isEmpty() ? "cluster" : "namespace")
                                .namespaces(namespaces))));
    }

    private Step disassociate(String principal, String policy) {
        ModelEntry entry = model.get(principal);
        String expected = ofEntry(principal, entry);
        if (entry != null && entry.policies.remove(policy) == null) {
            expected = "ResourceNotFoundException";
        }
        return new Step(
                "disassociate " + principal + policy,
                expected,
                eks -> eks.disassociateAccessPolicy(
                        r -> r.clusterName("prod").principalArn(principal).policyArn(policy)));
    }

    private Map<String, List<Object>> modelState() {
        Map<String, List<Object>> state = new TreeMap<>();
        model.forEach((principal, entry) ->
                state.put(principal, List.of(entry.username, entry.groups, Map.copyOf(entry.policies))));
        return state;
    }

    private static Map<String, List<Object>> state(EksClient eks) {
        Map<String, List<Object>> state = new TreeMap<>();
        for (String principal :
                eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries()) {
            AccessEntry entry = eks.describeAccessEntry(
                            r -> r.clusterName("prod").principalArn(principal))
                    .accessEntry();
            Map<String, List<String>> policies = new HashMap<>();
            eks.listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(principal))
                    .associatedAccessPolicies()
                    .forEach(policy -> policies.put(policy.policyArn(), namespaces(policy.accessScope())));
            state.put(principal, List.of(entry.username(), entry.kubernetesGroups(), policies));
        }
        return state;
    }

    private static List<String> namespaces(AccessScope scope) {
        assertThat(scope.typeAsString()).isEqualTo(scope.namespaces().isEmpty() ? "cluster" : "namespace");
        return scope.namespaces();
    }
}
