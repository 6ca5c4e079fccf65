package io.github.accessentries.snapshot;

/**
 * Hears of the readings of a {@link RefreshedSnapshot}, for metrics and alarms. It is called by the thread that reads, so it
 * must be quick; what it throws is logged and changes nothing.
 *
 * <p>Implementations may be shared by several snapshots, and are then called by several threads.
 */
public interface RefreshListener {

    /**
     * A reading went well.
     *
     * @param snapshot which one
     * @param changed whether it brought another value than the one before
     */
    default void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {}

    /**
     * A reading went wrong; the value is still that of the last good one.
     *
     * @param snapshot which one
     * @param failure what went wrong
     */
    default void failed(RefreshedSnapshot<?> snapshot, RefreshFailure failure) {}
}
