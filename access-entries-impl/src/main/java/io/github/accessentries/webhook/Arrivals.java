package io.github.accessentries.webhook;

import io.github.accessentries.internal.waiting.Alarm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests that arrive, each on a cheap thread of its own, so that one that dawdles holds up no other. Where too many arrive at
 * the same time, the one that has taken longest is cut off: good ones take milliseconds. Thread-safe.
 */
final class Arrivals implements Executor, AutoCloseable {

    /** Beyond the limit, since a thread that is cut off needs a moment to end. */
    private static final int SPARE = 256;

    private static final int IPV6_BYTES = 16;
    private static final ThreadLocal<Arrival> CURRENT = new ThreadLocal<>();

    private final WebhookLimits limits;
    private final Deadlines deadlines;
    private final ThreadPoolExecutor readers;
    private final Set<Arrival> underWay = new LinkedHashSet<>();
    private final Map<ByteBuffer, Set<Arrival>> byAddress = new HashMap<>();

    Arrivals(WebhookLimits limits, Deadlines deadlines, ThreadFactory threads) {
        this.limits = limits;
        this.deadlines = deadlines;
        this.readers = new ThreadPoolExecutor(
                0, limits.arriving() + SPARE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Reads a request, or writes an answer that has no other thread.
     *
     * @throws RejectedExecutionException if it is closed, or threads that were cut off do not end
     */
    @Override
    public void execute(Runnable reading) {
        Arrival arrival = new Arrival();
        cutOff(oldestBeyondAfter(arrival));
        try {
            readers.execute(() -> arrival.read(reading));
        } catch (RejectedExecutionException e) {
            arrival.forget();
            throw e;
        }
    }

    private static void cutOff(@Nullable Arrival oldest) {
        if (oldest != null) {
            oldest.alarm.ring();
        }
    }

    private synchronized @Nullable Arrival oldestBeyondAfter(Arrival arrival) {
        underWay.add(arrival);
        return oldestBeyond(limits.arriving(), underWay);
    }

    /** To be called on the thread of an arrival, once it is known where it comes from. */
    void comeFrom(InetAddress address) {
        Arrival arrival = CURRENT.get();
        if (arrival != null) {
            cutOff(oldestBeyondAfter(arrival, network(address)));
        }
    }

    private synchronized @Nullable Arrival oldestBeyondAfter(Arrival arrival, ByteBuffer network) {
        Set<Arrival> ofNetwork = byAddress.computeIfAbsent(network, each -> new LinkedHashSet<>());
        ofNetwork.add(arrival);
        arrival.network = network;
        return oldestBeyond(limits.arrivingPerAddress(), ofNetwork);
    }

    /** Who has a network of IPv6 has all of its 2^64 addresses. */
    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, bytes.length == IPV6_BYTES ? IPV6_BYTES / 2 : bytes.length);
    }

    private @Nullable Arrival oldestBeyond(int limit, Set<Arrival> arrivals) {
        if (arrivals.size() <= limit) {
            return null;
        }
        Arrival oldest = arrivals.iterator().next();
        remove(oldest);
        return oldest;
    }

    private void remove(Arrival arrival) {
        underWay.remove(arrival);
        ByteBuffer network = arrival.network;
        if (network != null) {
            byAddress.computeIfPresent(network, (each, arrivals) -> {
                arrivals.remove(arrival);
                return arrivals.isEmpty() ? null : arrivals;
            });
        }
    }

    synchronized int count() {
        return underWay.size();
    }

    /** To be called on the thread of an arrival, once its head is there. */
    void headIsThere() {
        Arrival arrival = CURRENT.get();
        if (arrival != null) {
            arrival.hasHead = true;
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    private final class Arrival {

        private final Alarm alarm = new Alarm();
        private volatile boolean hasHead;
        private @Nullable ByteBuffer network;
        private volatile @Nullable Future<?> atRequestTimeout;

        void read(Runnable reading) {
            Future<?> atHeadTimeout;
            try {
                atHeadTimeout = deadlines.in(headTimeout(), this::headIsDue);
            } catch (RejectedExecutionException closed) {
                forget(); // the server was closed before this thread began, and its connections with it
                return;
            }
            CURRENT.set(this);
            try {
                alarm.during(reading::run);
            } finally {
                CURRENT.remove();
                atHeadTimeout.cancel(false);
                Future<?> later = atRequestTimeout;
                if (later != null) {
                    later.cancel(false);
                }
                forget();
            }
        }

        /** A head takes no longer than the whole request may. */
        private Duration headTimeout() {
            return limits.headTimeout().compareTo(limits.requestTimeout()) < 0
                    ? limits.headTimeout()
                    : limits.requestTimeout();
        }

        private void headIsDue() {
            Duration left = limits.requestTimeout().minus(headTimeout());
            if (hasHead && !left.isZero()) {
                atRequestTimeout = deadlines.in(left, alarm::ring);
            } else {
                alarm.ring();
            }
        }

        void forget() {
            synchronized (Arrivals.this) {
                remove(this);
            }
        }
    }
}
