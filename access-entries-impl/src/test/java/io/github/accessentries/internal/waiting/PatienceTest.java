package io.github.accessentries.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.MovingClock;
import io.github.accessentries.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final List<Duration> slept = new ArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final MovingClock clock = new MovingClock(Instant.EPOCH);

    private Patience patience(Duration limit) {
        return Patience.upTo(limit, clock, duration -> {
            slept.add(duration);
            clock.sleep(duration);
        });
    }

    private Supplier<String> failing(int times) {
        return () -> {
            if (tries.incrementAndGet() <= times) {
                throw new AccessEntriesException(
                        "not yet", ErrorContext.builder().build(), null);
            }
            return "done";
        };
    }

    @Test
    void firstTries_doNotWait() {
        assertThat(patience(Duration.ZERO).retry(failing(2), e -> true)).isEqualTo("done");
        assertThat(slept).isEmpty();
    }

    @Test
    void furtherTries_waitLongerAndLonger_upToFiveSeconds() {
        assertThat(patience(Duration.ofMinutes(1)).retry(failing(12), e -> true))
                .isEqualTo("done");
        assertThat(slept).hasSize(10).allMatch(delay -> delay.compareTo(Duration.ofSeconds(5)) <= 0);
        assertThat(slept.get(9)).isGreaterThan(slept.get(0));
    }

    @Test
    void limit_endsTheWaiting_withTheLastError() {
        assertThatThrownBy(() -> patience(Duration.ofSeconds(30)).retry(failing(1_000), e -> true))
                .hasMessage("not yet");
        assertThat(Duration.between(Instant.EPOCH, clock.instant()))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(35));
    }

    @Test
    void errorThatWillNotPass_isThrownAtOnce() {
        assertThatThrownBy(() -> patience(Duration.ofMinutes(1)).retry(failing(1), e -> false))
                .hasMessage("not yet");
        assertThat(tries).hasValue(1);
    }

    @Test
    void interruption_endsTheWaiting_andKeepsTheFlag() {
        Patience interrupted = Patience.upTo(Duration.ofMinutes(1), clock, duration -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.retry(failing(10), e -> true))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("Interrupted", "not yet");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void none_isOneTryOnly() {
        assertThatThrownBy(() -> Patience.none().retry(failing(1), e -> true)).hasMessage("not yet");
        assertThat(tries).hasValue(1);
    }

    @Test
    void until_asksAtLeastOnce_andEndsWithTheFirstAnswerOrTheTime() {
        assertThat(patience(Duration.ZERO).until(() -> Optional.of("at once"))).contains("at once");
        assertThat(patience(Duration.ofSeconds(30)).until(Optional::empty)).isEmpty();
        assertThat(Duration.between(Instant.EPOCH, clock.instant()))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(35));
        assertThat(patience(Duration.ofMinutes(1))
                        .until(() -> tries.incrementAndGet() < 3 ? Optional.empty() : Optional.of("third")))
                .contains("third");
    }
}
