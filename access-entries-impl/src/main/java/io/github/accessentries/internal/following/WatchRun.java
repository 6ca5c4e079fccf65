package io.github.accessentries.internal.following;

import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.kubernetes.WatchableKubernetesApi.Watch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watch from its beginning to its end, read by one thread and ended by any. */
final class WatchRun {

    /** Why a watch was ended from this side. */
    enum Ending {
        /** Something else is to be done. */
        ASKED,
        /** It told nothing for too long. */
        SILENT
    }

    /** Takes what a watch tells. */
    interface Taker {

        void opened();

        void take(String line) throws WatchEvent.Unclear;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WatchRun.class);

    private final Watch watch;
    private final Lock lock;
    private final AgeClock.Moment began;
    private AgeClock.Moment lastSign;
    private boolean told;
    private @Nullable Ending ending;

    WatchRun(Watch watch, Lock lock, AgeClock.Moment began) {
        this.watch = watch;
        this.lock = lock;
        this.began = began;
        this.lastSign = began;
    }

    /**
     * Reads until it ends.
     *
     * @throws WatchEvent.Unclear if a line is not what can follow
     * @throws RuntimeException if it breaks, or is ended from this side
     */
    void listen(Taker taker) throws WatchEvent.Unclear {
        try (watch) {
            watch.open();
            taker.opened();
            for (Optional<String> line = watch.next(); line.isPresent(); line = watch.next()) {
                taker.take(line.get());
            }
        }
    }

    /** Notes that it is alive; the caller holds the lock. */
    void sign(AgeClock.Moment now) {
        lastSign = now;
        told = true;
    }

    boolean hasTold() {
        lock.lock();
        try {
            return told;
        } finally {
            lock.unlock();
        }
    }

    AgeClock.Moment began() {
        return began;
    }

    /** Ends it from this side, which nothing keeps waiting. */
    void end(Ending why) {
        lock.lock();
        try {
            ending = ending == null ? why : ending;
        } finally {
            lock.unlock();
        }
        try {
            watch.close();
        } catch (RuntimeException | Error e) {
            LOG.warn("A watch could not be closed", e);
        }
    }

    @Nullable
    Ending ending() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it if it told nothing for too long. */
    void check(AgeClock ages, Duration silence) {
        boolean isSilent;
        lock.lock();
        try {
            isSilent = ages.since(lastSign).compareTo(silence) > 0;
        } finally {
            lock.unlock();
        }
        if (isSilent) {
            end(Ending.SILENT);
        }
    }
}
