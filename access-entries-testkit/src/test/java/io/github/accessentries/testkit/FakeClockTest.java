package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FakeClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeClock clock = FakeClock.at(START);

    @Test
    void time_passesBySleepingAndAdvancing_inEveryZoneAtOnce() throws InterruptedException {
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.sleep(Duration.ofHours(2));
        clock.advance(Duration.ofMillis(3));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7200).plusMillis(3));
        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void time_neverGoesBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1S");
    }

    @Test
    void sleeper_interrupted_doesNotSleep() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> clock.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
