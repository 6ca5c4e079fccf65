package io.github.accessentries.snapshot;

/**
 * Is notified of the readings of a {@link RefreshedSnapshot}, for metrics and alarms. It is called by the thread that
 * reads, or by another one about a reading that takes too long, so it must be quick; exceptions that it throws are logged and
 * have no other effect.
 *
 * <p>Implementations may be shared by several snapshots, and are then called by several threads.
 */
public interface RefreshListener {

    /**
     * Called after a successful reading. The thread that reads waits for it.
     *
     * @param snapshot which one
     * @param changed whether it brought another value than the one before
     */
    default void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {}

    /**
     * Called after a failed reading; the value is still that of the last successful one. The thread that reads waits for it.
     *
     * @param snapshot which one
     * @param failure what went wrong
     */
    default void failed(RefreshedSnapshot<?> snapshot, RefreshFailure failure) {}
}
