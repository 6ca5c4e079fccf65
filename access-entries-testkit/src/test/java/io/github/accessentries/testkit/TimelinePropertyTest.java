package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.audit.AccessEvent;
import io.github.accessentries.audit.AccessTimeline;
import io.github.accessentries.audit.RecordedEntry;
import io.github.accessentries.audit.TimelineComparison;
import io.github.accessentries.audit.TimelineDifference;
import io.github.accessentries.audit.TrailReader;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.EksException;

/** What the records say after random changes, beside what EKS lists. */
class TimelinePropertyTest {

    private static final List<String> NAMES = List.of("dev", "team/ops", "odd+name=x", "nodes", "a/b/ci");
    private static final List<String> POLICIES = List.of("AmazonEKSViewPolicy", "AmazonEKSEditPolicy");

    private record Line(
            PrincipalArn principal,
            EntryType type,
            String username,
            Set<String> groups,
            List<String> policies,
            Map<String, String> tags) {

        static Line of(AccessEntry entry) {
            return new Line(
                    entry.principal(),
                    entry.type(),
                    entry.username(),
                    entry.groups(),
                    texts(entry.policies()),
                    entry.tags());
        }

        static Line of(RecordedEntry entry) {
            assertThat(entry.isMadeOnRecord()).isTrue();
            assertThat(entry.isOrderUncertain()).isFalse();
            return new Line(
                    entry.principal(),
                    entry.type().orElseThrow(),
                    entry.username().orElseThrow(),
                    entry.groups().orElseThrow(),
                    texts(entry.policies()),
                    entry.tags());
        }

        private static List<String> texts(List<PolicyAssociation> policies) {
            return policies.stream()
                    .map(each -> each.policy() + " " + each.scope())
                    .toList();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void replayedRecords_areWhatEksLists_inWhateverOrderTheyCome(long seed) {
        Random random = new Random(seed);
        try (FakeEks eks = fake()) {
            changeAtRandom(eks, random);
            List<AccessEntry> listed = entries(eks).list();
            List<RecordedCall> calls = new ArrayList<>(eks.calls());
            calls.addAll(calls.subList(0, calls.size() / 3));
            Collections.shuffle(calls, random);

            AccessTimeline timeline = timeline(calls);

            assertThat(timeline.faults()).isEmpty();
            assertThat(timeline.duplicates()).isPositive();
            assertThat(timeline.entriesOf("prod").stream().map(Line::of))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            listed.stream().map(Line::of).toList());
            assertThat(timeline.compare(entries(eks)).differences()).isEmpty();
            long refused = eks.calls().stream()
                    .filter(call -> isChange(call) && call.errorCode().isPresent())
                    .count();
            assertThat(timeline.failedAttempts()).hasSize((int) refused).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void entries_whoseRecordsAreGone_areExactlyThoseWithoutRecord(long seed) {
        Random random = new Random(seed);
        try (FakeEks eks = fake()) {
            changeAtRandom(eks, random);
            List<AccessEntry> listed = entries(eks).list();
            Set<PrincipalArn> forgotten = new TreeSet<>();
            listed.forEach(entry -> {
                if (random.nextBoolean()) {
                    forgotten.add(entry.principal());
                }
            });
            List<RecordedCall> known = eks.calls().stream()
                    .filter(call -> forgotten.stream().noneMatch(principal -> isAbout(call, principal)))
                    .toList();

            TimelineComparison comparison = timeline(known).compare("prod", listed);

            assertThat(comparison.withoutRecord()).as("seed %d", seed).containsExactlyElementsOf(forgotten);
            assertThat(comparison.differences())
                    .as("seed %d", seed)
                    .hasSameSizeAs(forgotten)
                    .allMatch(each -> each.kind() == TimelineDifference.Kind.ENTRY_WITHOUT_RECORD);
            assertThat(listed)
                    .allMatch(entry -> comparison.lastChange(entry.principal()).isPresent()
                            != forgotten.contains(entry.principal()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void entries_thatAreGoneWithoutRecord_areExactlyTheMissingOnes(long seed) {
        Random random = new Random(seed);
        try (FakeEks eks = fake()) {
            changeAtRandom(eks, random);
            AccessTimeline timeline = timeline(eks.calls());
            List<AccessEntry> left = entries(eks).list().stream()
                    .filter(entry -> random.nextBoolean())
                    .toList();

            TimelineComparison comparison = timeline.compare("prod", left);

            assertThat(comparison.missing())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(entries(eks).principals().stream()
                            .filter(principal -> left.stream()
                                    .noneMatch(entry -> entry.principal().equals(principal)))
                            .sorted()
                            .toList());
        }
    }

    private static FakeEks fake() {
        FakeEks eks = FakeEks.builder().signatureChecks(false).readyAtOnce(true).build();
        NAMES.forEach(eks.iam()::role);
        // With its creator as administrator.
        eks.eksClient()
                .createCluster(r -> r.name("prod")
                        .roleArn(eks.iam().role("cluster").arn().arn())
                        .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-b"))
                        .accessConfig(access -> access.authenticationMode("API_AND_CONFIG_MAP")));
        eks.advance(Duration.ofSeconds(1));
        return eks;
    }

    private static EksAccessEntries entries(FakeEks eks) {
        return EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .build();
    }

    private static AccessTimeline timeline(List<RecordedCall> calls) {
        return TrailReader.create().text("calls", FakeCloudTrail.file(calls)).timeline();
    }

    private static boolean isChange(RecordedCall call) {
        return List.of(AccessEvent.Kind.values()).stream()
                .anyMatch(kind -> kind.operation().equals(call.eventName()));
    }

    private static boolean isAbout(RecordedCall call, PrincipalArn principal) {
        String parameters = URLDecoder.decode(
                call.requestParameters().toString().replace("+", "%2B").replaceAll("%(?![0-9A-F]{2})", "%25"),
                StandardCharsets.UTF_8);
        boolean ofCreator = call.eventName().equals("CreateCluster")
                && call.userIdentity().issuerArn().equals(principal.arn());
        String name = principal.isRole() ? "/role/" : "/user/";
        return ofCreator
                || parameters.contains(principal.arn())
                || parameters.contains(name + principal.accountId() + "/" + principal.name() + "/");
    }

    private static void changeAtRandom(FakeEks eks, Random random) {
        EksClient client = eks.eksClient();
        IntStream.range(0, 60).forEach(step -> {
            String arn = eks.iam()
                    .role(NAMES.get(random.nextInt(NAMES.size())))
                    .arn()
                    .arn();
            try {
                change(client, arn, random);
            } catch (EksException refused) {
                // An attempt that failed, which the records have as well.
            }
            eks.advance(Duration.ofSeconds(1));
        });
        // Refused for certain.
        try {
            client.deleteAccessEntry(r -> r.clusterName("prod").principalArn("arn:aws:iam::111122223333:role/nobody"));
        } catch (EksException refused) {
            // As meant.
        }
    }

    private static void change(EksClient client, String arn, Random random) {
        String policy = "arn:aws:eks::aws:cluster-access-policy/" + POLICIES.get(random.nextInt(POLICIES.size()));
        boolean nodes = arn.endsWith("nodes");
        switch (random.nextInt(8)) {
            case 0, 1 ->
                client.createAccessEntry(r -> r.clusterName("prod")
                        .principalArn(arn)
                        .type(nodes ? "EC2_LINUX" : null)
                        .kubernetesGroups(nodes ? null : List.of("g" + random.nextInt(3)))
                        .tags(Map.of("made", "by%20us/" + random.nextInt(3))));
            case 2 -> {
                if (random.nextInt(3) == 0) {
                    client.deleteAccessEntry(r -> r.clusterName("prod").principalArn(arn));
                }
            }
            case 3 ->
                client.updateAccessEntry(r -> r.clusterName("prod")
                        .principalArn(arn)
                        .username(random.nextBoolean() ? null : "user" + random.nextInt(3))
                        .kubernetesGroups("h" + random.nextInt(3)));
            case 4, 5 ->
                client.associateAccessPolicy(r -> r.clusterName("prod")
                        .principalArn(arn)
                        .policyArn(policy)
                        .accessScope(scope ->
                                scope.type(AccessScopeType.NAMESPACE).namespaces("a" + random.nextInt(2), "b-*")));
            case 6 ->
                client.disassociateAccessPolicy(
                        r -> r.clusterName("prod").principalArn(arn).policyArn(policy));
            default -> {
                String entry = client.describeAccessEntry(
                                r -> r.clusterName("prod").principalArn(arn))
                        .accessEntry()
                        .accessEntryArn();
                if (random.nextBoolean()) {
                    client.tagResource(r -> r.resourceArn(entry).tags(Map.of("k" + random.nextInt(2), "v")));
                } else {
                    client.untagResource(r -> r.resourceArn(entry).tagKeys("k0", "made"));
                }
            }
        }
    }
}
