package io.github.accessentries;

import java.time.Duration;

/**
 * How the library waits, so that tests can replace it. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Sleeper {

    /** Waits in real time. */
    Sleeper SYSTEM = duration -> Thread.sleep(duration.toMillis());

    /**
     * Returns when the time has passed.
     *
     * @param duration how long to wait
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
