package io.github.accessentries.internal.following;

import io.github.accessentries.internal.waiting.AgeClock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How lists are followed.
 *
 * @param ages tells the time, and how long ago something was
 * @param scheduler runs what is due, none of which blocks
 * @param threads runs what blocks: a task for each list that is watched, and one for each reading
 * @param interval how long after a reading lists are read again where nobody may watch them
 * @param relist how long after a reading lists are read again that are watched
 * @param reading how long one list may take to be read; then it is interrupted, and has failed
 * @param silence after how long a watch that tells nothing is taken for broken
 */
public record FollowOptions(
        AgeClock ages,
        ScheduledExecutorService scheduler,
        Executor threads,
        Duration interval,
        Duration relist,
        Duration reading,
        Duration silence) {}
