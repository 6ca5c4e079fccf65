package io.github.accessentries.internal.following;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How lists are followed.
 *
 * @param clock tells the time
 * @param scheduler runs what is due, none of which blocks
 * @param threads runs what blocks: a task for each list that is watched
 * @param interval how long after a reading lists are read again where nobody may watch them
 * @param relist how long after a reading lists are read again that are watched
 * @param silence after how long a watch that tells nothing is taken for broken
 */
public record FollowOptions(
        Clock clock,
        ScheduledExecutorService scheduler,
        Executor threads,
        Duration interval,
        Duration relist,
        Duration silence) {}
