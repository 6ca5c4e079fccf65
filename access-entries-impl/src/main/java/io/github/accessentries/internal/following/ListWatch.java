package io.github.accessentries.internal.following;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The watch of one list: one run at a time, each from what is known on, by one thread. Any may end it. */
final class ListWatch {

    private static final int GONE = 410;
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final FollowedApi api;
    private final Lock lock;
    private final WatchRight right;
    private final ListSource source;
    private final ListState<?> state;
    private @Nullable WatchRun current;

    ListWatch(FollowedApi api, WatchRight right, ListSource source, ListState<?> state) {
        this.api = api;
        this.lock = api.lock();
        this.right = right;
        this.source = source;
        this.state = state;
    }

    /** Takes over what the cluster tells until the watch ends, if it {@code isWanted} under the lock; gives how long to wait then. */
    Duration run(BooleanSupplier isWanted) {
        String version = state.version();
        if (version.isEmpty()) {
            right.refused(source.path() + " has no version from which a watch could go on");
            return Duration.ZERO;
        }
        long seconds = Math.max(1, state.untilDue().toSeconds());
        WatchRun run = new WatchRun(
                api.watch(source.watch(version, seconds)), lock, api.ages().now());
        if (!isTaken(run, isWanted)) {
            run.end(WatchRun.Ending.ASKED);
            return Duration.ZERO;
        }
        RuntimeException broken = null;
        try {
            run.listen(new WatchRun.Taker() {
                @Override
                public void opened() {
                    state.recovered();
                }

                @Override
                public void take(String line) throws WatchEvent.Unclear {
                    if (state.told(WatchEvent.parse(line, source), run)) {
                        api.changed();
                    }
                }
            });
        } catch (WatchEvent.Unclear e) {
            state.loseTrack();
            broken = unavailable(e.getMessage() + ", so it has to be read again", e);
        } catch (RuntimeException e) {
            broken = e;
        } catch (Error e) {
            // Whatever it has left half done.
            state.loseTrack();
            broken = api.failure(e);
        } finally {
            setCurrent(null);
        }
        return afterwards(run, broken);
    }

    /** Whether the watch is still wanted; from then on, others can end it. */
    private boolean isTaken(WatchRun run, BooleanSupplier isWanted) {
        lock.lock();
        try {
            boolean wanted = isWanted.getAsBoolean();
            if (wanted) {
                setCurrent(run);
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void setCurrent(@Nullable WatchRun run) {
        lock.lock();
        try {
            current = run;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable WatchRun current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** How long to wait after a watch. */
    private Duration afterwards(WatchRun run, @Nullable RuntimeException broken) {
        if (run.ending() == WatchRun.Ending.SILENT) {
            state.loseTrack();
            return state.failed(
                    unavailable("its watch told nothing for " + api.options().silence(), broken));
        }
        if (run.ending() != null) {
            return Duration.ZERO;
        }
        if (broken == null) {
            boolean wasShort = !run.hasTold() && api.ages().since(run.began()).compareTo(SHORT) < 0;
            return wasShort ? state.failed(unavailable("its watch was ended at once", null)) : Duration.ZERO;
        }
        if (WatchRight.status(broken) == GONE) {
            state.loseTrack();
            return state.isFirstExpiry() ? Duration.ZERO : state.failed(broken);
        }
        if (WatchRight.isRefusal(broken) && !run.hasTold()) {
            right.refused(String.valueOf(broken.getMessage()));
            return Duration.ZERO;
        }
        return state.failed(broken);
    }

    private UnavailableException unavailable(@Nullable String why, @Nullable Throwable cause) {
        return new UnavailableException(
                "Could not follow " + source.path() + " at the Kubernetes API: " + why + "; it is tried again",
                ErrorContext.builder().build(),
                cause);
    }

    /** Ends the watch that is under way, if any. */
    void end() {
        WatchRun run = current();
        if (run != null) {
            run.end(WatchRun.Ending.ASKED);
        }
    }

    /** Ends a watch that is silent for too long, or goes on when the list should be read again. */
    void check() {
        WatchRun run = current();
        if (run != null) {
            Duration silence = api.options().silence();
            run.check(api.ages(), silence);
            if (state.untilDue().plus(silence).isNegative()) {
                end();
            }
        }
    }
}
