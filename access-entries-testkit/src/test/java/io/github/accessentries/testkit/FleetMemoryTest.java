package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetMember;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessScopeType;

/** A fleet of 2,000 clusters with 20 entries each, planned by one process of little memory. */
@Tag("slow")
class FleetMemoryTest {

    private static final int CLUSTERS = 2000;
    private static final int ENTRIES = 20;

    /**
     * Runs in a JVM of its own. The clusters are played one by one, each by a fake with a client of its own that lives as long as
     * the work on it, so that the memory is the library's.
     */
    public static void main(String[] args) {
        int clusters = Integer.parseInt(args[0]);
        Fleet fleet = Fleet.builder()
                .clusters(names(clusters), name -> member(FakeEks.create(), name))
                .parallelism(8)
                .build();
        FleetSummary summary;
        if (args[1].equals("each")) {
            summary = fleet.planEach(plan -> check(plan.result().orElseThrow()));
        } else {
            var all = fleet.plan().orThrow();
            all.results().values().forEach(FleetMemoryTest::check);
            summary = all.summary();
        }
        System.gc();
        System.out.println(summary.orThrow().toString().lines().findFirst().orElseThrow());
        System.out.println(ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(FleetMemoryTest::afterCollection)
                        .sum()
                / 1024
                + " KiB in use at the end, JSON of " + summary.toJson().length() / 1024 + " KiB");
    }

    private static long afterCollection(MemoryPoolMXBean pool) {
        return pool.getCollectionUsage() == null ? 0 : pool.getCollectionUsage().getUsed();
    }

    private static void check(AccessPlan plan) {
        if (plan.changes().size() != ENTRIES + 2) {
            throw new AssertionError(plan.toString());
        }
    }

    private static List<String> names(int clusters) {
        return IntStream.range(0, clusters).mapToObj(i -> "cluster-" + i).toList();
    }

    /** The first entry is not there, and every other one is there with another scope. */
    private static FleetMember member(FakeEks fake, String name) {
        fake.createCluster(name);
        EksClient eks = fake.eksClient();
        EksAccessEntries entries =
                EksAccessEntries.builder().cluster(name).eksClient(eks).build();
        DesiredAccess.Builder desired = DesiredAccess.builder();
        for (int i = 0; i < ENTRIES; i++) {
            PrincipalArn principal = PrincipalArn.role("111122223333", "team-" + i);
            fake.iam().role("team-" + i);
            if (i > 0) {
                String team = "team-" + i;
                eks.createAccessEntry(r -> r.clusterName(name)
                        .principalArn(principal.toString())
                        .kubernetesGroups(team));
                eks.associateAccessPolicy(r -> r.clusterName(name)
                        .principalArn(principal.toString())
                        .policyArn(AccessPolicy.EDIT.arn())
                        .accessScope(scope -> scope.type(AccessScopeType.NAMESPACE).namespaces(team)));
            }
            desired.entry(DesiredEntry.builder(principal)
                    .groups("team-" + i)
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces(i % 2 == 0 ? "team-" + i : "team-" + i + "-*"));
        }
        return FleetMember.of(entries, desired.build()).closing(eks, fake);
    }

    @Test
    void thousandsOfClusters_arePlannedWithinALittleMemory() throws IOException, InterruptedException {
        assertThat(run("-Xmx64m", CLUSTERS, "each"))
                .contains("2000 clusters: 0 unchanged, 2000 with changes, 0 failed");
    }

    @ParameterizedTest
    @CsvSource({"-Xmx256m, 2000"})
    void plansOfThousandsOfClusters_areKeptWithinWhatWasPromised(String heap, int clusters)
            throws IOException, InterruptedException {
        assertThat(run(heap, clusters, "all")).contains(clusters + " clusters: 0 unchanged, " + clusters + " with changes");
    }

    private static String run(String heap, int clusters, String way) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetMemoryTest.class.getName(),
                        String.valueOf(clusters),
                        way)
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        return output;
    }
}
