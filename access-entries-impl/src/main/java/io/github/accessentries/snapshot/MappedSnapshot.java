package io.github.accessentries.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What is made of another snapshot, and as old as that. */
record MappedSnapshot<R>(Snapshot<?> source, Supplier<R> made) implements Snapshot<R> {

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
}
