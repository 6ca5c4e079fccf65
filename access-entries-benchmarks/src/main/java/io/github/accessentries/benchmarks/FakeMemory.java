package io.github.accessentries.benchmarks;

import io.github.accessentries.testkit.FakeEks;
import java.util.Locale;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * Prints the memory that a fake with ten clusters of 3,000 entries holds, with the records of the latest 10,000 calls and
 * without them: what is in use after a collection, less what was in use before.
 */
public final class FakeMemory {

    private static final int CLUSTERS = 10;
    private static final int ENTRIES = 3000;
    private static final double MEBIBYTE = 1 << 20;

    private FakeMemory() {}

    /**
     * Measures.
     *
     * @param args none
     * @throws InterruptedException if interrupted between collections
     */
    public static void main(String[] args) throws InterruptedException {
        fill(1, 1).close();
        long before = used();
        FakeEks fake = fill(CLUSTERS, ENTRIES);
        print("with the records of 10,000 calls", used() - before);
        print("with these records read", usedAfterReading(fake) - before);
        fake.clearCalls();
        print("without records", used() - before);
        fake.close();
    }

    private static FakeEks fill(int clusters, int entries) {
        FakeEks fake = FakeEks.create();
        EksClient client = fake.eksClient();
        for (int i = 0; i < clusters; i++) {
            String cluster = "cluster-" + i;
            fake.createCluster(cluster);
            for (int j = 0; j < entries; j++) {
                String role = "arn:aws:iam::111122223333:role/team-" + j % 10 + "/role-" + j;
                client.createAccessEntry(r -> r.clusterName(cluster).principalArn(role));
            }
        }
        return fake;
    }

    private static long usedAfterReading(FakeEks fake) throws InterruptedException {
        if (fake.calls().isEmpty()) {
            throw new IllegalStateException("The fake recorded nothing; nothing was measured");
        }
        return used();
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(String what, long bytes) {
        System.out.printf(
                Locale.ROOT, "%d clusters of %,d entries, %s: %.1f MiB%n", CLUSTERS, ENTRIES, what, bytes / MEBIBYTE);
    }
}
