package io.github.accessentries.internal.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Derives something from a value that changes now and then, such as an index, and derives it again only when the value
 * is another object. The check for another object takes no lock.
 *
 * <p>Thread-safe if the source is.
 *
 * @param <T> an immutable value
 * @param <R> what is made of it
 */
public final class OncePerValue<T, R> implements Supplier<R> {

    private record Made<T, R>(T value, R result) {}

    private final Supplier<? extends T> source;
    private final Function<? super T, ? extends R> make;
    /** No monitor, which would pin the virtual threads of some JDKs while they wait for the one that makes it. */
    private final ReentrantLock making = new ReentrantLock();

    private volatile @Nullable Made<T, R> last;
    private volatile @Nullable Made<T, R> prepared;
    private volatile @Nullable RuntimeException failure;

    /**
     * Makes something of the values of a source.
     *
     * @param source where the value comes from; asked at each {@link #get()}
     * @param make makes it, without side effects
     */
    public OncePerValue(Supplier<? extends T> source, Function<? super T, ? extends R> make) {
        this.source = requireNonNull(source, "source");
        this.make = requireNonNull(make, "make");
    }

    /**
     * What is made of the value of the moment. Of several threads that meet a new value, one makes it and the others wait.
     *
     * @return the result
     */
    @Override
    public R get() {
        T value = source.get();
        Made<T, R> made = last;
        if (made == null || !isSame(made.value(), value)) {
            made = prepared;
        }
        return made != null && isSame(made.value(), value) ? made.result() : makeAnew(value);
    }

    private R makeAnew(T value) {
        making.lock();
        try {
            Made<T, R> made = last;
            if (made != null && isSame(made.value(), value)) {
                return made.result();
            }
            R result = make.apply(value);
            last = new Made<>(value, result);
            failure = null;
            return result;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            making.unlock();
        }
    }

    /**
     * Why nothing could be made of the value that was asked for last.
     *
     * @return what it threw, empty if it was made or has not been asked for
     */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Makes it of a value that the source is about to give, so that nobody will have to wait.
     *
     * @param value the next value
     */
    public void prepare(T value) {
        prepared = new Made<>(value, make.apply(value));
    }

    /** Lets go of the result before, once the source gives the value that was prepared. */
    public void adopt() {
        making.lock();
        try {
            last = prepared;
            prepared = null;
            failure = null;
        } finally {
            making.unlock();
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // Another object is another reading; comparing what it holds would take long.
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
