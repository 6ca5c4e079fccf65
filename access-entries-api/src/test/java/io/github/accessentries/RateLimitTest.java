package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    private static final Instant START = Instant.parse("2026-10-01T10:00:00Z");

    private final VirtualTime time = new VirtualTime();

    /** Goes on only while somebody sleeps. */
    private static final class VirtualTime extends Clock implements Sleeper {
        private Instant now = START;

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public synchronized void sleep(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for zones here");
        }
    }

    private Duration passed() {
        return Duration.between(START, time.instant());
    }

    @Test
    void acquire_inARow_leavesAtEvenDistances() throws InterruptedException {
        RateLimit limit = RateLimit.perSecond(4, time, time);
        List<Long> at = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            limit.acquire();
            at.add(passed().toMillis());
        }

        assertThat(at).containsExactly(0L, 250L, 500L, 750L, 1000L);
    }

    @Test
    void acquire_afterAPause_savesNothingUp() throws InterruptedException {
        RateLimit limit = RateLimit.perSecond(4, time, time);
        limit.acquire();
        time.sleep(Duration.ofSeconds(10));

        limit.acquire();
        limit.acquire();

        assertThat(passed()).isEqualTo(Duration.ofMillis(10_250));
    }

    @Test
    void acquire_byManyThreads_isOneLimitForAll() throws Exception {
        RateLimit limit = RateLimit.perSecond(100, time, time);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 201; i++) {
                calls.add(threads.submit(() -> {
                    limit.acquire();
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(passed()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.0001, 2_000_000, Double.NaN, Double.POSITIVE_INFINITY})
    void perSecond_outOfRange_isRefused(double calls) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.perSecond(calls))
                .withMessageContaining("RateLimit.none()");
    }
}
