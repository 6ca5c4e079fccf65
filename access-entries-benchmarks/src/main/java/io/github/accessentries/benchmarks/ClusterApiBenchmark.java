package io.github.accessentries.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the Kubernetes of a new cluster costs, and lists of many objects in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ClusterApiBenchmark {

    private static final int OBJECTS = 10_000;

    private final ClusterUnderLoad cluster = new ClusterUnderLoad();

    /** Makes the objects. */
    @Setup
    public void setup() {
        for (int i = 0; i < OBJECTS; i++) {
            cluster.createConfigMap(i);
        }
    }

    /** A new cluster with all that it has from the start. */
    @Benchmark
    public Object newCluster() {
        return new ClusterUnderLoad();
    }

    /** All objects. */
    @Benchmark
    public byte[] listAll() {
        return cluster.list("");
    }

    /** A tenth of the objects, by a label. */
    @Benchmark
    public byte[] listByLabel() {
        return cluster.list("labelSelector=app%3Da1");
    }
}
