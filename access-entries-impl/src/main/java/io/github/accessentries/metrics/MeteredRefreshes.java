package io.github.accessentries.metrics;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.snapshot.RefreshFailure;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Meters the readings of snapshots. */
record MeteredRefreshes(MeterRegistry registry, String refreshes, String failures) implements RefreshListener {

    private static final String SNAPSHOT = "snapshot";

    /** The value is as old as its reading took, since it is told right after that. */
    @Override
    public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
        registry.timer(refreshes, SNAPSHOT, snapshot.name(), "changed", Boolean.toString(changed))
                .record(snapshot.age().orElse(Duration.ZERO));
    }

    @Override
    public void failed(RefreshedSnapshot<?> snapshot, RefreshFailure failure) {
        String reason = failure.cause() instanceof AccessDeniedException
                ? "denied"
                : Outcome.of(failure.cause()).result();
        registry.counter(failures, SNAPSHOT, snapshot.name(), Outcome.REASON, reason)
                .increment();
    }
}
