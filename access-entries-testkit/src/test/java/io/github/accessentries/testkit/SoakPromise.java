package io.github.accessentries.testkit;

import java.time.Duration;

/** How long after a change an answer may still be the one from before: while all is well, by how the change becomes known. */
enum SoakPromise {
    /** Watched: gathered for a moment, compiled, and then it counts. */
    BINDING(Duration.ofSeconds(2)),
    /** Watched as well. */
    AWS_AUTH(Duration.ofSeconds(2)),
    /** Read at a hint, but not twice in a second. */
    HINTED_ENTRY(Duration.ofSeconds(2)),
    /** Read at {@link #INTERVAL}, give or take a tenth. */
    UNHINTED_ENTRY(Duration.ofSeconds(3));

    /** How often entries are read of which nobody tells anything. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    /** How often is read as a whole what is watched; long beside the promise, which the watch alone must keep. */
    static final Duration RELIST = Duration.ofSeconds(6);

    /** Whatever goes wrong: what was certain longer ago is refused. */
    static final Duration AT_WORST = Duration.ofSeconds(16);

    /** What began in trouble, such as a reading that is tried again, is over so much later. */
    static final Duration RECOVERY = Duration.ofSeconds(6);

    private final Duration whileWell;

    SoakPromise(Duration whileWell) {
        this.whileWell = whileWell;
    }

    Duration whileWell() {
        return whileWell;
    }
}
