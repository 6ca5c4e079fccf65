package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.behaviour.Examples.IAM;
import static io.github.accessentries.testkit.behaviour.Examples.POLICY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.Concurrently;
import io.github.accessentries.testkit.FakeEks;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Many callers at once: nothing is lost, and nobody sees an entry half made. */
@Tag("slow")
class ManyCallersTest {

    private static final int THREADS = 64;
    private static final int STEPS = 60;
    private static final int READERS = 8;
    private static final List<String> POLICIES =
            List.of(POLICY + "AmazonEKSViewPolicy", POLICY + "AmazonEKSEditPolicy", POLICY + "AmazonEKSAdminPolicy");

    /** What a writer knows of an entry of its own. Each stamp stands for a user name, two groups and two namespaces. */
    private static final class Model {
        private String stamp;
        private final Map<String, String> tags = new TreeMap<>();
        private final Map<String, String> stampsByPolicy = new TreeMap<>();

        Model(String stamp) {
            this.stamp = stamp;
            tags.put(stamp, stamp);
        }
    }

    private final FakeEks fake = FakeEks.create();
    private final EksClient eks = fake.eksClient();
    private final Map<String, Model> models = new ConcurrentHashMap<>();
    /** Creations less deletions, by principals that all writers fight for. */
    private final Map<String, AtomicInteger> balance = new ConcurrentHashMap<>();

    private static List<String> two(String stamp) {
        return List.of(stamp + "-a", stamp + "-b");
    }

    @Test
    void entries_createdChangedAndDeletedBy64Threads_areNeitherLostNorSeenHalfMade() throws Exception {
        fake.createCluster("prod");

        Concurrently.run(THREADS, thread -> {
            RandomGenerator random = new SplittableRandom(thread);
            for (int step = 0; step < STEPS; step++) {
                if (thread < READERS) {
                    read();
                } else if (random.nextInt(4) == 0) {
                    fight(IAM + "role/shared-" + random.nextInt(3), random.nextBoolean());
                } else {
                    write(IAM + "role/own-" + thread + "-" + random.nextInt(3), "t" + thread + "s" + step, random);
                }
            }
            return null;
        });

        Map<String, Model> expected = new TreeMap<>(models);
        balance.forEach((principal, count) -> {
            assertThat(count.get()).as(principal).isBetween(0, 1);
            if (count.get() == 1) {
                expected.put(principal, new Model("shared"));
            }
        });
        assertThat(eks.listAccessEntriesPaginator(r -> r.clusterName("prod")).accessEntries())
                .containsExactlyElementsOf(expected.keySet());
        expected.forEach(this::assertEqual);
        fake.close();
    }

    private void write(String principal, String stamp, RandomGenerator random) {
        Model model = models.get(principal);
        if (model == null) {
            create(principal, stamp);
            models.put(principal, new Model(stamp));
            return;
        }
        String policy = POLICIES.get(random.nextInt(POLICIES.size()));
        switch (random.nextInt(6)) {
            case 0 -> {
                delete(principal);
                models.remove(principal);
            }
            case 1 -> {
                eks.updateAccessEntry(r -> r.clusterName("prod")
                        .principalArn(principal)
                        .username("u:" + stamp)
                        .kubernetesGroups(two(stamp)));
                model.stamp = stamp;
            }
            case 2 -> {
                String arn = describe(principal).accessEntryArn();
                eks.tagResource(r -> r.resourceArn(arn).tags(Map.of(stamp, stamp)));
                model.tags.put(stamp, stamp);
            }
            case 3 -> {
                if (model.stampsByPolicy.remove(policy) != null) {
                    Examples.disassociate(principal, policy).accept(eks);
                }
            }
            default -> {
                Examples.associate(principal, policy, "namespace", two(stamp).toArray(String[]::new))
                        .accept(eks);
                model.stampsByPolicy.put(policy, stamp);
            }
        }
    }

    private void create(String principal, String stamp) {
        eks.createAccessEntry(r -> r.clusterName("prod")
                .principalArn(principal)
                .username("u:" + stamp)
                .kubernetesGroups(two(stamp))
                .tags(Map.of(stamp, stamp)));
    }

    private void delete(String principal) {
        eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(principal));
    }

    private AccessEntry describe(String principal) {
        return eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(principal))
                .accessEntry();
    }

    private Map<String, List<String>> namespacesByPolicy(String principal) {
        return eks
                .listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(principal))
                .associatedAccessPolicies()
                .stream()
                .collect(Collectors.toMap(
                        AssociatedAccessPolicy::policyArn,
                        policy -> policy.accessScope().namespaces()));
    }

    private void fight(String principal, boolean create) {
        AtomicInteger count = balance.computeIfAbsent(principal, none -> new AtomicInteger());
        try {
            if (create) {
                create(principal, "shared");
                count.incrementAndGet();
            } else {
                delete(principal);
                count.decrementAndGet();
            }
        } catch (ResourceInUseException | ResourceNotFoundException lost) {
            assertThat(lost).isInstanceOf(create ? ResourceInUseException.class : ResourceNotFoundException.class);
        }
    }

    /** Everything that is there is whole, and in its order. */
    private void read() {
        List<String> principals =
                eks.listAccessEntriesPaginator(r -> r.clusterName("prod").maxResults(7)).accessEntries().stream()
                        .toList();
        assertThat(principals).isSorted().doesNotHaveDuplicates();
        for (String principal : principals) {
            try {
                assertWhole(principal, describe(principal));
                namespacesByPolicy(principal)
                        .values()
                        .forEach(namespaces -> assertThat(namespaces)
                                .isEqualTo(two(namespaces.get(0).replaceFirst("-a$", ""))));
            } catch (ResourceNotFoundException deletedMeanwhile) {
                assertThat(deletedMeanwhile.awsErrorDetails().errorMessage()).isEqualTo(Examples.NO_ENTRY);
            }
        }
    }

    private static void assertWhole(String principal, AccessEntry entry) {
        assertThat(entry.principalArn()).isEqualTo(principal);
        assertThat(entry.kubernetesGroups()).isEqualTo(two(entry.username().substring(2)));
        assertThat(entry.tags())
                .isNotEmpty()
                .allSatisfy((key, value) -> assertThat(value).isEqualTo(key));
        assertThat(entry.modifiedAt()).isAfterOrEqualTo(entry.createdAt());
    }

    private void assertEqual(String principal, @Nullable Model model) {
        AccessEntry entry = describe(principal);
        assertWhole(principal, entry);
        assertThat(entry.username()).isEqualTo("u:" + requireNonNull(model).stamp);
        assertThat(entry.tags()).isEqualTo(model.tags);
        Map<String, List<String>> policies = new TreeMap<>();
        model.stampsByPolicy.forEach((policy, stamp) -> policies.put(policy, two(stamp)));
        assertThat(namespacesByPolicy(principal)).isEqualTo(policies);
    }
}
