package io.github.accessentries.mapping;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.internal.snapshot.OncePerValue;
import io.github.accessentries.snapshot.Snapshot;
import java.util.function.Function;
import java.util.function.Supplier;

/** An index of a source's value, rebuilt only when the value is another object, and as well as the source. */
record CurrentIndex<R>(Supplier<R> index, Supplier<Health> ofIndex) implements Supplier<R>, HealthIndicator {

    /** A snapshot builds the index when it reads, so that no authentication waits for it. */
    static <T, R> CurrentIndex<R> of(Supplier<? extends T> source, Function<? super T, ? extends R> index) {
        if (source instanceof Snapshot<? extends T> snapshot) {
            Snapshot<R> mapped = snapshot.map(index);
            return new CurrentIndex<>(mapped, mapped::health);
        }
        return new CurrentIndex<>(
                new OncePerValue<>(source, index),
                source instanceof HealthIndicator known ? known::health : Health::unknown);
    }

    @Override
    public R get() {
        return index.get();
    }

    @Override
    public Health health() {
        return ofIndex.get();
    }
}
