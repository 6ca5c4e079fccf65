package io.github.accessentries.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.planning.ClusterEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.planning.PlanContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fleet of 2,000 clusters with 20 entries each, planned by one process of little memory. */
@Tag("slow")
class FleetMemoryTest {

    private static final int CLUSTERS = 2000;
    private static final int ENTRIES = 20;

    /** Runs in a JVM of its own. Clusters live as long as the work on them, so that the memory is that of the fleet. */
    public static void main(String[] args) {
        List<String> names =
                IntStream.range(0, CLUSTERS).mapToObj(i -> "cluster-" + i).toList();
        Fleet fleet = Fleet.builder()
                .clusters(names, FleetMemoryTest::member)
                .parallelism(8)
                .build();
        FleetSummary summary = fleet.planEach(one -> check(one.result().orElseThrow()));
        System.out.println(summary.orThrow().toString().lines().findFirst().orElseThrow());
        System.out.println(summary.toJson().length() / 1024 + " KiB of JSON");
    }

    private static void check(AccessPlan plan) {
        if (plan.changes().size() != (hasDrifted(plan.cluster()) ? ENTRIES + 2 : 0)) {
            throw new AssertionError(plan.toString());
        }
    }

    /** Three in ten, since it is the largest plan that counts, and the others only take time. */
    private static boolean hasDrifted(String name) {
        return name.charAt(name.length() - 1) % 4 == 0;
    }

    /** Where it has drifted, the first entry is not there, and every other one is there with another scope. */
    private static FleetMember member(String name) {
        boolean drifted = hasDrifted(name);
        InMemoryCalls calls = new InMemoryCalls(name);
        DesiredAccess.Builder desired = DesiredAccess.builder();
        for (int i = 0; i < ENTRIES; i++) {
            PrincipalArn principal = PrincipalArn.role("111122223333", name + "-team-" + i);
            String team = "team-" + i;
            String pattern = i % 2 == 0 ? team : team + "-*";
            if (i > 0 || !drifted) {
                calls.put(AccessEntry.builder()
                        .cluster(name)
                        .principal(principal)
                        .username(principal.name())
                        .addGroups(team)
                        .addPolicies(PolicyAssociation.of(
                                AccessPolicy.EDIT, AccessScope.namespaces(drifted ? team : pattern)))
                        .build());
            }
            desired.entry(DesiredEntry.builder(principal)
                    .username(principal.name())
                    .groups(team)
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces(pattern));
        }
        return FleetMember.of(
                new ClusterEntries(calls, PlanContext.builder().build(), Patience.none(), 1), desired.build());
    }

    @Test
    void thousandsOfClusters_arePlannedWithinALittleMemory() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetMemoryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), UTF_8);

        assertThat(jvm.waitFor()).as(output).isZero();
        assertThat(output).contains("2000 clusters: 1400 unchanged, 600 with changes, 0 failed");
    }
}
