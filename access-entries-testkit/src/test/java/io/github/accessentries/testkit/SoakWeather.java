package io.github.accessentries.testkit;

import io.github.accessentries.HealthIndicator;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What goes wrong with what the webhooks depend on, for some seconds in each twenty, and when that was: the news of a change may take
 * longer then. So it may while the live model says that it is not well, and while the machine itself gives nobody any time.
 */
final class SoakWeather {

    private static final long ROUND = TimeUnit.SECONDS.toNanos(20);
    private static final long TROUBLE_FROM = TimeUnit.SECONDS.toNanos(14);
    private static final long TROUBLE_TO = TimeUnit.SECONDS.toNanos(18);
    private static final long TROUBLE_LASTS = TimeUnit.MILLISECONDS.toNanos(250);
    /** A look is due all few milliseconds. */
    private static final long STALLED = TimeUnit.MILLISECONDS.toNanos(300);

    private final FakeEks eks;
    private final HealthIndicator live;
    private final RandomGenerator random;
    private final long begun = System.nanoTime();
    private final Times troubled = new Times();
    private final Times stalled = new Times();
    private long looked = begun;
    private long struck = begun;
    private boolean isBad;

    SoakWeather(FakeEks eks, HealthIndicator live, RandomGenerator random) {
        this.eks = eks;
        this.live = live;
        this.random = random;
    }

    /** Looks how things are, by one thread again and again, and brings trouble if it is time for that. */
    void look() {
        long before = looked;
        looked = System.nanoTime();
        long moment = (looked - begun) % ROUND;
        boolean isTime = moment >= TROUBLE_FROM && moment < TROUBLE_TO;
        if (looked - struck >= TROUBLE_LASTS) {
            struck = looked;
            eks.faults().clear();
            eks.clearCalls();
            isBad = isTime;
            if (isBad) {
                strike();
            }
        }
        if (isBad || !live.health().isWell()) {
            troubled.add(before, System.nanoTime());
        }
        if (looked - before > STALLED) {
            stalled.add(before, looked);
        }
    }

    private void strike() {
        Faults faults = eks.faults();
        switch (random.nextInt(9)) {
            case 0 -> faults.on("GetCallerIdentity").fail("Throttling", 400).always();
            case 1 ->
                faults.on("GetCallerIdentity").fail("InternalFailure", 500).always();
            case 2 -> faults.on("GetCallerIdentity").cutConnection().always();
            case 3 ->
                faults.on("GetCallerIdentity").delay(Duration.ofMillis(150)).always();
            case 4 -> faults.on("*").delay(Duration.ofMillis(30)).always();
            case 5 ->
                faults.on("ListAccessEntries").fail("ThrottlingException", 429).always();
            case 6 ->
                faults.onKubernetes("list", "*").fail("InternalError", 500).always();
            case 7 -> faults.onKubernetes("watch", "*").cutConnection().always();
            default ->
                faults.onKubernetes("*", "*").delay(Duration.ofMillis(200)).always();
        }
    }

    /** Whether nothing was wrong between two moments, nor so shortly before that it may still have been felt. */
    boolean wasCalm(long from, long to) {
        return !troubled.meets(from - SoakPromise.RECOVERY.toNanos(), to) && !stalled.meets(from, to);
    }

    /** Whether the machine gave nobody any time, at some moment between two. */
    boolean stoodStill(long from, long to) {
        return stalled.meets(from, to);
    }

    @Override
    public String toString() {
        return "trouble for " + troubled.seconds() + " s, no time from the machine for " + stalled.seconds() + " s";
    }

    /** Stretches of time, each with its end, in their order; those that touch are one. */
    private static final class Times {

        private final NavigableMap<Long, Long> ends = new TreeMap<>();

        synchronized void add(long from, long to) {
            Map.Entry<Long, Long> last = ends.lastEntry();
            ends.put(last != null && last.getValue() >= from ? last.getKey() : from, to);
        }

        synchronized boolean meets(long from, long to) {
            Map.Entry<Long, Long> last = ends.floorEntry(to);
            return last != null && last.getValue() >= from;
        }

        synchronized long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(ends.entrySet().stream()
                    .mapToLong(each -> each.getValue() - each.getKey())
                    .sum());
        }
    }
}
