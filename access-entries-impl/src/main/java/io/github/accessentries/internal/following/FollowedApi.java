package io.github.accessentries.internal.following;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.kubernetes.WatchableKubernetesApi;
import io.github.accessentries.kubernetes.WatchableKubernetesApi.Watch;
import io.github.accessentries.snapshot.RefreshFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lists of one cluster share: the API that tells them, the time, the threads, and the lock on what is known. Thread-safe. */
final class FollowedApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedApi.class);

    /** A watch that could not even be made, which comes out like whatever goes wrong with one. */
    private record UnmadeWatch(RuntimeException cause) implements Watch {

        @Override
        public void open() {
            throw cause;
        }

        @Override
        public Optional<String> next() {
            throw cause;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private final String name;
    private final KubernetesObjects objects;
    private final @Nullable WatchableKubernetesApi watchable;
    private final FollowOptions options;
    private final FollowListener listener;
    private final Alarms alarms;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    FollowedApi(String name, KubernetesApi api, FollowOptions options, FollowListener listener) {
        this.name = requireNonNull(name, "name");
        this.objects = KubernetesObjects.of(api);
        this.watchable = api instanceof WatchableKubernetesApi can ? can : null;
        this.options = requireNonNull(options, "options");
        this.listener = requireNonNull(listener, "listener");
        this.alarms = new Alarms(options.scheduler());
    }

    /** What the lists are called in messages. */
    String name() {
        return name;
    }

    KubernetesObjects objects() {
        return objects;
    }

    boolean canWatch() {
        return watchable != null;
    }

    Watch watch(String path) {
        try {
            WatchableKubernetesApi api = requireNonNull(watchable, "watched where nothing can be");
            return requireNonNull(api.watch(path), "the watch of the KubernetesApi");
        } catch (RuntimeException | Error e) {
            return new UnmadeWatch(failure(e));
        }
    }

    FollowOptions options() {
        return options;
    }

    /** Held by whoever looks at what is known or changes it; never while anything is read or told. */
    Lock lock() {
        return lock;
    }

    AgeClock ages() {
        return options.ages();
    }

    /** Does something once, later; gives what cancels it. */
    Runnable later(Duration delay, Runnable task) {
        return alarms.after(delay, task);
    }

    /** Does what blocks; says whether there is a thread for it. */
    boolean onThread(Runnable task) {
        try {
            options.threads().execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            if (!closed) {
                LOG.warn("There is no thread now to follow the {}", name, e);
            }
            return false;
        }
    }

    /** What was thrown, as a failure of that for which it was: an {@code Error} at one list is no reason not to go on. */
    RuntimeException failure(Throwable thrown) {
        return thrown instanceof RuntimeException known
                ? known
                : unavailable("could not be followed: " + thrown.getClass().getName() + "; it is tried again", thrown);
    }

    /** Tells that what is known has changed, or how certain it is. */
    void changed() {
        tell(FollowListener::changed);
    }

    private void tell(Consumer<FollowListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error e) {
            LOG.warn("A listener to the {} failed", name, e);
        }
    }

    /** Tells of a list that could not be followed. */
    void failed(ListSource source, RefreshFailure failure) {
        if (!closed) {
            LOG.warn(
                    "Could not follow {} of the {} (attempt {}): {}",
                    source.path(),
                    name,
                    failure.attempts(),
                    PlainText.of(String.valueOf(failure.cause().getMessage())));
            tell(to -> to.failed(failure));
            changed();
        }
    }

    UnavailableException unavailable(String what, @Nullable Throwable cause) {
        ErrorContext context = cause instanceof AccessEntriesException known
                ? known.context()
                : ErrorContext.builder().build();
        return new UnavailableException("The " + name + " " + what, context, cause);
    }

    boolean isClosed() {
        return closed;
    }

    /** From now on, nothing begins that would be done later. */
    @Override
    public void close() {
        closed = true;
        alarms.close();
    }
}
