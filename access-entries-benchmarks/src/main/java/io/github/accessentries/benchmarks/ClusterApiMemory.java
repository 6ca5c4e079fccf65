package io.github.accessentries.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the memory that the Kubernetes of a cluster holds that nobody has touched: what is in use after a collection. */
public final class ClusterApiMemory {

    private static final int CLUSTERS = 100;
    private static final double KIBIBYTE = 1 << 10;

    private ClusterApiMemory() {}

    /**
     * Measures.
     *
     * @param args none
     * @throws InterruptedException if interrupted between collections
     */
    public static void main(String[] args) throws InterruptedException {
        List<ClusterUnderLoad> clusters = new ArrayList<>(List.of(new ClusterUnderLoad()));
        long before = used();
        for (int i = 0; i < CLUSTERS; i++) {
            clusters.add(new ClusterUnderLoad());
        }
        System.out.printf(
                Locale.ROOT, "%d clusters: %.0f KiB each%n", clusters.size(), (used() - before) / KIBIBYTE / CLUSTERS);
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
