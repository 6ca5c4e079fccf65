package io.github.accessentries.mapping;

import io.github.accessentries.internal.snapshot.OncePerValue;
import io.github.accessentries.snapshot.Snapshot;
import java.util.function.Function;
import java.util.function.Supplier;

/** An index of a source's value, rebuilt only when the value is another object. */
final class CurrentIndex {

    private CurrentIndex() {}

    /** A snapshot builds the index when it reads, so that no authentication waits for it. */
    static <T, R> Supplier<R> of(Supplier<? extends T> source, Function<? super T, ? extends R> index) {
        return source instanceof Snapshot<? extends T> snapshot
                ? snapshot.map(index)
                : new OncePerValue<>(source, index);
    }
}
