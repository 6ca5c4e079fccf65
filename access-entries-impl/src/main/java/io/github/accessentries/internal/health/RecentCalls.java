package io.github.accessentries.internal.health;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Ailment;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of a dependency by what came of the latest calls to it. It fails if at least {@value #ENOUGH} calls failed in the last 30
 * seconds and none was answered, and is degraded if the latest call within that time failed or was throttled. So somebody who can make
 * single calls fail disables nothing where others are answered, and a dependency that nobody asks is well again after 30 seconds: to be
 * asked again is the only way to learn that it is.
 *
 * <p>Thread-safe; an answer takes no lock.
 */
public final class RecentCalls implements HealthIndicator {

    /** How long an outcome counts. */
    public static final Duration WINDOW = Duration.ofSeconds(30);

    /** How many failures disable. */
    public static final int ENOUGH = 3;

    private record Trouble(Instant at, String why) {}

    private final String part;
    private final Clock clock;
    private final @Nullable Instant[] failures = new Instant[ENOUGH];
    private int next;
    private @Nullable Trouble latest;
    private @Nullable Instant since;
    private volatile @Nullable Instant answered;

    /**
     * No call so far.
     *
     * @param part what is called, as health names it
     * @param clock tells when
     */
    public RecentCalls(String part, Clock clock) {
        this.part = requireNonNull(part, "part");
        this.clock = requireNonNull(clock, "clock");
    }

    /** A call was answered, whatever the answer was. */
    public void answered() {
        answered = clock.instant();
    }

    /**
     * A call failed, or was throttled, which disables nothing: it asks for fewer calls, not for none.
     *
     * @param cause what it threw
     */
    public void failed(RuntimeException cause) {
        failed(CauseText.of(cause), cause instanceof ThrottledException);
    }

    /**
     * A call failed.
     *
     * @param why in words without secrets
     */
    public void failed(String why) {
        failed(why, false);
    }

    private synchronized void failed(String why, boolean throttled) {
        Instant now = clock.instant();
        if (latest == null || isAnsweredSince(latest.at()) || !isRecent(latest.at(), now)) {
            since = now;
        }
        latest = new Trouble(now, why);
        if (!throttled) {
            failures[next] = now;
            next = (next + 1) % ENOUGH;
        }
    }

    /**
     * What the latest calls say.
     *
     * @return well, degraded or failing
     */
    @Override
    public synchronized Health health() {
        Instant now = clock.instant();
        if (latest == null || !isRecent(latest.at(), now) || isAnsweredSince(latest.at())) {
            return Health.well();
        }
        return Health.of(Ailment.builder()
                .part(part)
                .why(latest.why())
                .disabling(isRecent(failures[next], now) && !isRecent(answered, now))
                .since(requireNonNull(since))
                .build());
    }

    private boolean isAnsweredSince(Instant trouble) {
        Instant answer = answered;
        return answer != null && !answer.isBefore(trouble);
    }

    /** What a clock that went back puts into the future counts no longer, or it might count for ever. */
    private static boolean isRecent(@Nullable Instant at, Instant now) {
        return at != null && !at.isAfter(now) && Duration.between(at, now).compareTo(WINDOW) <= 0;
    }
}
