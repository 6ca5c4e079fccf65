package io.github.accessentries.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What was found last about each cluster. Thread-safe. */
final class ClusterGauges {

    private record Key(String meter, String cluster) {}

    private final MeterRegistry registry;
    private final Map<Key, DoubleSupplier> latest = new ConcurrentHashMap<>();

    ClusterGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a value from now on, in place of the one before. */
    void show(String meter, @Nullable String unit, String cluster, DoubleSupplier value) {
        Key key = new Key(meter, cluster);
        if (latest.put(key, value) == null) {
            Gauge.builder(
                            meter,
                            () -> latest.getOrDefault(key, () -> Double.NaN).getAsDouble())
                    .tag("cluster", cluster)
                    .baseUnit(unit)
                    .register(registry);
        }
    }
}
