package io.github.accessentries.rbac;

import io.github.accessentries.Health;
import io.github.accessentries.snapshot.RefreshFailure;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A cluster of which everything is read again and again, in one reading. */
record PolledCluster(RefreshedSnapshot<ClusterReading> readings) implements LiveCluster {

    @Override
    public ClusterReading get() {
        return readings.get();
    }

    @Override
    public Optional<Instant> readAt() {
        return readings.readAt();
    }

    @Override
    public Optional<Duration> age() {
        return readings.age();
    }

    @Override
    public Optional<RefreshFailure> failure() {
        return readings.failure();
    }

    @Override
    public Health health() {
        return readings.health();
    }

    @Override
    public <R> Snapshot<R> map(Function<? super ClusterReading, ? extends R> make) {
        return readings.map(make);
    }

    @Override
    public void refresh() {
        readings.refresh();
    }

    @Override
    public void entriesChanged() {
        readings.refresh();
    }

    @Override
    public Optional<String> notWatched() {
        return Optional.of("it was made of readings");
    }

    @Override
    public void close() {
        readings.close();
    }
}
