package io.github.accessentries.internal.health;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Ailment;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.internal.waiting.AgeClock;
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

    private record Trouble(AgeClock.Moment at, String why) {}

    private final String part;
    private final AgeClock ages;
    private final AgeClock.@Nullable Moment[] failures = new AgeClock.Moment[ENOUGH];
    private int next;
    private @Nullable Trouble latest;
    private @Nullable Instant since;
    private volatile AgeClock.@Nullable Moment answered;
    /** Whether the latest call was answered; no clock that is put back changes their order. */
    private volatile boolean isAnswered;

    /**
     * No call so far.
     *
     * @param part what is called, as health names it
     * @param clock tells when
     */
    public RecentCalls(String part, Clock clock) {
        this.part = requireNonNull(part, "part");
        this.ages = AgeClock.of(requireNonNull(clock, "clock"));
    }

    /** A call was answered, whatever the answer was. */
    public void answered() {
        answered = ages.now();
        isAnswered = true;
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
        AgeClock.Moment now = ages.now();
        if (latest == null || isAnswered || !isRecent(latest.at())) {
            since = now.at();
        }
        latest = new Trouble(now, why);
        isAnswered = false;
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
        if (latest == null || !isRecent(latest.at()) || isAnswered) {
            return Health.well();
        }
        return Health.of(Ailment.builder()
                .part(part)
                .why(latest.why())
                .disabling(isRecent(failures[next]) && !isRecent(answered))
                .since(requireNonNull(since))
                .build());
    }

    /** What a clock that went back puts into the future counts no longer, or it might count for ever. */
    private boolean isRecent(AgeClock.@Nullable Moment moment) {
        return moment != null
                && !moment.at().isAfter(ages.wall().instant())
                && ages.since(moment).compareTo(WINDOW) <= 0;
    }
}
