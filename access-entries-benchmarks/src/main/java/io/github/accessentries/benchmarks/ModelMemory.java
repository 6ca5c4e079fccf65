package io.github.accessentries.benchmarks;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How much memory the model of a {@link Fleet} keeps, with all that it was made of: the heap after garbage collection with
 * the model, less the heap without it. Run it alone, with {@code -XX:+UseSerialGC}, which collects everything when asked.
 */
public final class ModelMemory {

    private ModelMemory() {}

    /**
     * Prints the figures.
     *
     * @param arguments how many principals, 10000 by default
     */
    public static void main(String[] arguments) {
        int principals = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        new Fleet(100, true).model().whoCan(AccessRequest.of("get", "pods"));
        for (boolean byBindings : new boolean[] {true, false}) {
            List<AccessModel> kept = new ArrayList<>();
            long before = usedHeap();
            kept.add(new Fleet(principals, byBindings).model());
            long made = usedHeap();
            kept.get(0).whoCan(AccessRequest.of("get", "pods"));
            long turned = usedHeap();
            System.out.printf(
                    "%d principals by %s: %.1f MiB, %.1f MiB once it was asked who can%n",
                    kept.get(0).entries().size(),
                    byBindings ? "bindings" : "policies",
                    (made - before) / 1048576.0,
                    (turned - before) / 1048576.0);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
