package io.github.accessentries.benchmarks;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.testkit.FakeEks;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * Reads a cluster with as many entries as EKS allows, in a small heap that holds the fake as well. Run it with
 * {@code -Xmx64m}: it ends well, or with an {@link OutOfMemoryError}.
 */
public final class LargeClusterMemory {

    private static final int ENTRIES = 3_000;

    private LargeClusterMemory() {}

    /**
     * Reads and says how much memory that took.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (FakeEks fake = FakeEks.builder().signatureChecks(false).build()) {
            fake.createCluster("large");
            EksClient client = fake.eksClient();
            for (int i = 0; i < ENTRIES; i++) {
                String arn = "arn:aws:iam::111122223333:role/teams/role-" + i;
                client.createAccessEntry(
                        r -> r.clusterName("large").principalArn(arn).kubernetesGroups("team"));
                client.associateAccessPolicy(r -> r.clusterName("large")
                        .principalArn(arn)
                        .policyArn(AccessPolicy.EDIT.arnIn("aws"))
                        .accessScope(scope -> scope.type("namespace").namespaces("team-a", "team-b")));
            }
            fake.clearCalls();
            EksAccessEntries entries = EksAccessEntries.builder()
                    .cluster("large")
                    .eksClient(client)
                    .build();
            resetPeaks();
            int read = entries.list().size();
            System.out.printf("read %d entries, peak heap with the fake %d MiB%n", read, peakMebibytes());
        }
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakMebibytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }
}
