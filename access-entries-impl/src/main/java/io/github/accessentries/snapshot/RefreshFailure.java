package io.github.accessentries.snapshot;

import java.time.Instant;

/**
 * A reading that went wrong.
 *
 * @param at when it ended
 * @param attempts how many readings went wrong one after the other, this one included
 * @param cause what the reader threw
 */
public record RefreshFailure(Instant at, int attempts, RuntimeException cause) {}
