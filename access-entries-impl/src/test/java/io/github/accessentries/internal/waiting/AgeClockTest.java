package io.github.accessentries.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.snapshot.VirtualTime;
import java.time.Clock;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AgeClockTest {

    @Test
    void ofTheSystemsClock_countsWithTheMachine_ofAnotherByItAlone() {
        assertThat(AgeClock.of(Clock.systemUTC()).ticks()).isNotSameAs(AgeClock.STANDING);
        assertThat(AgeClock.of(Clock.system(ZoneId.of("Asia/Tokyo"))).ticks()).isNotSameAs(AgeClock.STANDING);
        assertThat(AgeClock.of(new VirtualTime()).ticks()).isSameAs(AgeClock.STANDING);
    }
}
