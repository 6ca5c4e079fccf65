package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessScope;

/** Random calls have the outcome that a model says which knows nothing of the fake but the documented behaviour. */
@Tag("slow")
class RandomCallsTest {

    private static final String OK = "ok";
    private static final String ACCOUNT = "arn:aws:iam::111122223333:";
    private static final String CLUSTER = "arn:aws:eks:us-west-2:111122223333:cluster/prod";
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
    private static final List<String> TYPES = List.of("STANDARD", "STANDARD", "STANDARD", "EC2_LINUX", "EC2");
    private static final List<String> KEYS = List.of("k1", "k2", "aws:k");

    private static final class ModelEntry {
        private final String type;
        private final String generatedName;
        private String username;
        private List<String> groups;
        private final Map<String, List<String>> policies = new TreeMap<>();
        private final Map<String, String> tags = new TreeMap<>();
        private final long createdAt;
        private long modifiedAt;

        ModelEntry(String principal, String type, long now) {
            String name = principal.substring(principal.lastIndexOf('/') + 1);
            this.type = type;
            this.createdAt = now;
            this.modifiedAt = now;
            this.generatedName = type.equals("EC2_LINUX")
                    ? "system:node:{{EC2PrivateDNSName}}"
                    : type.equals("EC2")
                            ? "system:node:{{SessionName}}"
                            : principal.contains(":user/")
                                    ? principal
                                    : "arn:aws:sts::111122223333:assumed-role/" + name + "/{{SessionName}}";
            this.username = generatedName;
            this.groups = node() ? List.of("system:nodes") : List.of();
        }

        boolean node() {
            return !type.equals("STANDARD");
        }

        void set(String newUsername, List<String> newGroups) {
            if (!node()) {
                username = newUsername.isEmpty() ? generatedName : newUsername;
                groups = newGroups;
            }
        }
    }

    /** A successful request with a token; whoever sends it again gets the answer that it got then. */
    private record Sent(String text, Supplier<AccessEntry> call, AccessEntry answer) {}

    private final Map<String, ModelEntry> model = new TreeMap<>();
    private final Map<String, String> clusterTags = new TreeMap<>();
    private final FakeClock clock = FakeClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Sent> sent = new ArrayList<>();
    private int tokens;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261123})
    void calls_inAnyOrder_doWhatTheModelSays(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> history = new ArrayList<>();
        try (FakeEks fake = FakeEks.builder().clock(clock).build()) {
            fake.createCluster("prod");
            EksClient eks = fake.eksClient();
            for (int step = 0; step < 300; step++) {
                Step next = step(random);
                history.add(next.text());
                assertThat(outcome(next, eks))
                        .as("seed %d, step %d: %s", seed, step, next.text())
                        .isEqualTo(next.expected());
                if (step % 4 == 0) {
                    assertThat(state(eks, 1 + random.nextInt(4)))
                            .as("seed %d after %s", seed, history)
                            .isEqualTo(modelState());
                }
            }
        }
        assertThat(history.stream().map(text -> text.split(" ", 2)[0]).distinct())
                .as("seed %d tried everything", seed)
                .hasSize(10);
    }

    private record Step(String text, String expected, Consumer<EksClient> call) {}

    private static String outcome(Step step, EksClient eks) {
        try {
            step.call().accept(eks);
            return OK;
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Step step(RandomGenerator random) {
        String principal = pick(random, PRINCIPALS);
        String policy = pick(random, POLICIES);
        return switch (random.nextInt(10)) {
            case 0, 1 -> create(principal, pick(random, TYPES), pick(random, USERNAMES), pick(random, GROUPS));
            case 2, 6 -> update(principal, orAbsent(random, USERNAMES), orAbsent(random, GROUPS));
            case 7 -> random.nextInt(4) == 0 ? pass() : tagCluster(pick(random, KEYS), "v" + random.nextInt(3));
            case 8 -> random.nextBoolean() ? tag(principal, pick(random, KEYS)) : untag(principal, pick(random, KEYS));
            case 9 -> sent.isEmpty() ? pass() : replay(pick(random, sent), random.nextInt(4) == 0);
            case 3 -> random.nextInt(4) == 0 ? delete(principal) : disassociate(principal, policy);
            default -> associate(principal, policy, random.nextBoolean() ? List.of() : List.of("n1", "n*"));
        };
    }

    private static <T> T pick(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static <T> @Nullable T orAbsent(RandomGenerator random, List<T> all) {
        return random.nextInt(4) == 0 ? null : pick(random, all);
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    private Step pass() {
        clock.advance(Duration.ofMillis(1234));
        return new Step("pass", OK, eks -> {});
    }

    private static String ofTags(String key, boolean there) {
        if (key.startsWith("aws:")) {
            return "BadRequestException";
        }
        return there ? OK : "NotFoundException";
    }

    private Step tagCluster(String key, String value) {
        String expected = ofTags(key, true);
        if (expected.equals(OK)) {
            clusterTags.put(key, value);
        }
        return new Step(
                "tagCluster " + key + value,
                expected,
                eks -> eks.tagResource(r -> r.resourceArn(CLUSTER).tags(Map.of(key, value))));
    }

    /** The ARN of an entry, or one that no entry has. */
    private static String arn(EksClient eks, String principal, boolean there) {
        return there
                ? eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(principal))
                        .accessEntry()
                        .accessEntryArn()
                : CLUSTER.replace("cluster/prod", "access-entry/prod/role/111122223333/x/0");
    }

    private Step tag(String principal, String key) {
        ModelEntry entry = model.get(principal);
        String expected = ofTags(key, entry != null);
        if (entry != null && expected.equals(OK)) {
            entry.tags.put(key, principal);
        }
        return new Step(
                "tag " + principal + key,
                expected,
                eks -> eks.tagResource(
                        r -> r.resourceArn(arn(eks, principal, entry != null)).tags(Map.of(key, principal))));
    }

    private Step untag(String principal, String key) {
        ModelEntry entry = model.get(principal);
        if (entry != null) {
            entry.tags.remove(key);
        }
        return new Step(
                "untag " + principal + key,
                entry == null ? "NotFoundException" : OK,
                eks -> eks.untagResource(
                        r -> r.resourceArn(arn(eks, principal, entry != null)).tagKeys(key)));
    }

    /** The same again changes nothing, whatever has become of the entry since; something else with its token is refused. */
    private Step replay(Sent before, boolean changed) {
        if (!changed) {
            return new Step(
                    "replay " + before.text(),
                    OK,
                    eks -> assertThat(before.call().get()).isEqualTo(before.answer()));
        }
        String token = before.text().substring(before.text().lastIndexOf(' ') + 1);
        return new Step(
                "replay " + before.text() + " changed",
                "InvalidParameterException",
                eks -> eks.createAccessEntry(r -> r.clusterName("prod")
                        .principalArn(ACCOUNT + "role/other")
                        .clientRequestToken(token)));
    }

    private Step remembered(String text, String expected, Function<EksClient, AccessEntry> call) {
        return new Step(text, expected, eks -> {
            AccessEntry answer = call.apply(eks);
            sent.add(new Sent(text, () -> call.apply(eks), answer));
        });
    }

    private Step create(String principal, String type, String username, List<String> groups) {
        boolean node = !type.equals("STANDARD");
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
            ModelEntry entry = new ModelEntry(principal, type, now());
            entry.set(username, groups);
            model.put(principal, entry);
        }
        String token = "token" + tokens++;
        return remembered(
                "create " + principal + type + username + groups + " " + token,
                expected,
                eks -> eks.createAccessEntry(r -> r.clusterName("prod")
                                .principalArn(principal)
                                .type(type)
                                .username(username)
                                .kubernetesGroups(groups)
                                .clientRequestToken(token))
                        .accessEntry());
    }

    /** What is absent is as good as empty. */
    private Step update(String principal, @Nullable String givenName, @Nullable List<String> givenGroups) {
        String username = givenName == null ? "" : givenName;
        List<String> groups = givenGroups == null ? List.of() : givenGroups;
        ModelEntry entry = model.get(principal);
        String expected;
        if (reserved(username, groups) || principal.contains(":group/")) {
            expected = "InvalidParameterException";
        } else if (entry == null) {
            expected = "ResourceNotFoundException";
        } else if (entry.node()) {
            expected = "InvalidParameterException";
        } else {
            expected = OK;
            entry.set(username, groups);
            entry.modifiedAt = now();
        }
        String token = "token" + tokens++;
        return remembered(
                "update " + principal + givenName + givenGroups + " " + token,
                expected,
                eks -> eks.updateAccessEntry(r -> {
                            r.clusterName("prod").principalArn(principal).username(givenName);
                            if (givenGroups != null) {
                                r.kubernetesGroups(givenGroups);
                            }
                            r.clientRequestToken(token);
                        })
                        .accessEntry());
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
            } else if (entry.type.equals("EC2_LINUX") || policy.contains("Hybrid")) {
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
        model.forEach((principal, entry) -> state.put(
                principal,
                List.of(
                        entry.type,
                        entry.username,
                        entry.groups,
                        Map.copyOf(entry.tags),
                        entry.createdAt,
                        entry.modifiedAt,
                        Map.copyOf(entry.policies))));
        state.put("tags", List.of(Map.copyOf(clusterTags)));
        POLICIES.forEach(policy -> state.put(
                policy,
                List.copyOf(model.entrySet().stream()
                        .filter(entry -> entry.getValue().policies.containsKey(policy))
                        .map(Map.Entry::getKey)
                        .toList())));
        return state;
    }

    private static Map<String, List<Object>> state(EksClient eks, int pageSize) {
        Map<String, List<Object>> state = new TreeMap<>();
        for (String principal : eks.listAccessEntriesPaginator(
                        r -> r.clusterName("prod").maxResults(pageSize))
                .accessEntries()) {
            AccessEntry entry = eks.describeAccessEntry(
                            r -> r.clusterName("prod").principalArn(principal))
                    .accessEntry();
            Map<String, List<String>> policies = new HashMap<>();
            eks.listAssociatedAccessPoliciesPaginator(
                            r -> r.clusterName("prod").principalArn(principal).maxResults(pageSize))
                    .associatedAccessPolicies()
                    .forEach(policy -> policies.put(policy.policyArn(), namespaces(policy.accessScope())));
            assertThat(eks.listTagsForResource(r -> r.resourceArn(entry.accessEntryArn()))
                            .tags())
                    .isEqualTo(entry.tags());
            state.put(
                    principal,
                    List.of(
                            entry.type(),
                            entry.username(),
                            entry.kubernetesGroups(),
                            entry.tags(),
                            entry.createdAt().toEpochMilli(),
                            entry.modifiedAt().toEpochMilli(),
                            policies));
        }
        state.put(
                "tags",
                List.of(eks.listTagsForResource(r -> r.resourceArn(CLUSTER)).tags()));
        POLICIES.forEach(policy -> state.put(
                policy,
                List.copyOf(eks
                        .listAccessEntriesPaginator(r -> r.clusterName("prod")
                                .associatedPolicyArn(policy)
                                .maxResults(pageSize))
                        .accessEntries()
                        .stream()
                        .toList())));
        return state;
    }

    private static List<String> namespaces(AccessScope scope) {
        assertThat(scope.typeAsString()).isEqualTo(scope.namespaces().isEmpty() ? "cluster" : "namespace");
        return scope.namespaces();
    }
}
