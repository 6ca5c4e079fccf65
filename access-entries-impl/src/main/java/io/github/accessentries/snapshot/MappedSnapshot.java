package io.github.accessentries.snapshot;

import io.github.accessentries.Health;
import io.github.accessentries.internal.snapshot.OncePerValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is made of another snapshot, and as old as that. */
record MappedSnapshot<R>(Snapshot<?> source, OncePerValue<?, R> made) implements Snapshot<R> {

    @Override
    public R get() {
        return made.get();
    }

    @Override
    public Optional<Instant> readAt() {
        return source.readAt();
    }

    @Override
    public Optional<Duration> age() {
        return source.age();
    }

    @Override
    public Optional<RefreshFailure> failure() {
        return source.failure();
    }

    @Override
    public Health health() {
        Health ofSource = source.health();
        return made.failure()
                .map(cause -> Health.builder()
                        .from(ofSource)
                        .addAilments(SnapshotAilments.unmade(part(), cause))
                        .build())
                .orElse(ofSource);
    }

    private String part() {
        if (source instanceof RefreshedSnapshot<?> refreshed) {
            return refreshed.name();
        }
        return source instanceof MappedSnapshot<?> mapped ? mapped.part() : "snapshot";
    }
}
