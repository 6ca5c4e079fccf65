package io.github.accessentries.rbac;

import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a cluster is followed: what {@link LiveAccess.Builder} sets, with the defaults. Whoever is given it reads it at once. */
final class LiveOptions {

    /** A cluster tells a watch each minute that nothing has happened. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(150);

    final AccessEntries entries;
    PolicyCatalogue catalogue = PolicyCatalogue.published();
    Duration interval = Duration.ofSeconds(30);
    Duration staleAfter = Duration.ofMinutes(15);
    Duration relist = Duration.ofMinutes(10);
    Duration firstReadPatience = Duration.ofSeconds(10);
    RefreshListener listener = new RefreshListener() {};
    AgeClock ages = AgeClock.of(Clock.systemUTC());
    double jitter = 0.1;

    @Nullable
    KubernetesApi kubernetes;

    @Nullable
    ScheduledExecutorService scheduler;

    @Nullable
    Executor blocking;

    LiveOptions(AccessEntries entries) {
        this.entries = entries;
    }

    /** What is watched is certain at least twice before it is too old. */
    Duration longestSilence() {
        Duration half = staleAfter.dividedBy(2);
        return half.compareTo(LONGEST_SILENCE) < 0 ? half : LONGEST_SILENCE;
    }

    /** As of readings of entries, so that there is time for others before what is known is too old. */
    Duration longestReading() {
        return staleAfter.dividedBy(3);
    }

    <T> RefreshedSnapshot.Builder<T> readings(String name, Supplier<T> reader) {
        RefreshedSnapshot.Builder<T> readings = RefreshedSnapshot.<T>builder(name, reader)
                .interval(interval)
                .jitter(jitter)
                .staleAfter(staleAfter)
                .firstReadPatience(firstReadPatience)
                .clock(ages.wall());
        return scheduler == null ? readings : readings.scheduler(scheduler);
    }
}
