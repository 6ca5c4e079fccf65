package io.github.accessentries.token;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.internal.health.RecentCalls;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The health of STS by what came of the latest calls. A token names the host that is asked, and whoever sends it chooses it: so
 * once a host has answered, only hosts that have count, and nobody takes a verifier out of service by naming places where
 * nothing answers. Before that all count, since STS may be out of reach from the beginning. Thread-safe.
 */
final class StsCalls implements HealthIndicator {

    private final Set<String> answering = ConcurrentHashMap.newKeySet();
    private final RecentCalls known;
    private final RecentCalls others;

    StsCalls(String partition, Clock clock) {
        this.known = new RecentCalls("STS of partition " + partition, clock);
        this.others = new RecentCalls("STS of partition " + partition, clock);
    }

    /** STS answered under this name, whatever it said. */
    void answered(String host) {
        answering.add(host);
        known.answered();
    }

    void failed(String host, RuntimeException cause) {
        (answering.contains(host) ? known : others).failed(cause);
    }

    @Override
    public Health health() {
        return answering.isEmpty() ? others.health() : known.health();
    }
}
