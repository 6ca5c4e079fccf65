package io.github.accessentries.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.Ailment;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Health;
import io.github.accessentries.MovingClock;
import io.github.accessentries.Seeds;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecentCallsTest {

    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    private final MovingClock clock = new MovingClock(START);
    private final RecentCalls calls = new RecentCalls("STS", clock);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            calls.failed(
                    new UnavailableException("no route", ErrorContext.builder().build(), null));
        }
    }

    @Test
    void outage_disables_afterThreeFailuresAndHalfAMinuteWithoutAnAnswer_andIsForgottenWhenNobodyAsks() {
        calls.answered();
        clock.advance(Duration.ofSeconds(1));
        fail(5);
        assertThat(calls.health()).hasToString("STS is degraded: no route (since 2026-11-27T12:00:01Z)");

        clock.advance(Duration.ofSeconds(30));
        assertThat(calls.health()).hasToString("STS fails: no route (since 2026-11-27T12:00:01Z)");

        clock.advance(Duration.ofMillis(1));
        assertThat(calls.health().isWell()).as("nobody asks any more").isTrue();
    }

    @Test
    void failuresBetweenAnswers_disableNothing_howeverManyTheyAre() {
        for (int second = 0; second < 300; second++) {
            if (second % 29 == 0) {
                calls.answered();
            }
            clock.advance(Duration.ofSeconds(1));
            fail(10);
            assertThat(calls.health().isReady()).isTrue();
        }
    }

    @Test
    void throttling_degrades_andDisablesNever() {
        for (int i = 0; i < 10; i++) {
            calls.failed(new ThrottledException("slower", ErrorContext.builder().build(), null));
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(calls.health().isReady()).isTrue();
        assertThat(calls.health().ailments()).extracting(Ailment::why).containsExactly("slower");
    }

    @Test
    void clockThatGoesBack_keepsNothingUnwellForLong() {
        fail(3);
        assertThat(calls.health().isReady()).isFalse();

        clock.advance(Duration.ofDays(-1));
        assertThat(calls.health()).isEqualTo(Health.well());
        fail(3);
        assertThat(calls.health().isReady()).isFalse();
    }

    @Test
    void clockThatGoesBackAfterAnAnswer_hidesNoOutage() {
        calls.answered();
        clock.advance(Duration.ofHours(-1));
        fail(3);

        assertThat(calls.health().isReady()).isFalse();
    }

    static LongStream seeds() {
        return Seeds.of(200);
    }

    private record Event(Instant at, char kind) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void health_isWhatAllOutcomesOfTheWindowSay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            clock.advance(Duration.ofSeconds(random.nextInt(1, 12)));
            char kind = "atffff-".charAt(random.nextInt(7));
            if (kind != '-') {
                events.add(new Event(clock.instant(), kind));
            }
            switch (kind) {
                case 'a' -> calls.answered();
                case 't' ->
                    calls.failed(new ThrottledException(
                            "slower", ErrorContext.builder().build(), null));
                case 'f' -> fail(1);
                default -> {}
            }
            List<Event> recent = events.stream()
                    .filter(event ->
                            Duration.between(event.at(), clock.instant()).compareTo(RecentCalls.WINDOW) <= 0)
                    .toList();
            boolean well = recent.isEmpty() || recent.get(recent.size() - 1).kind() == 'a';
            boolean failing = !well
                    && recent.stream().noneMatch(event -> event.kind() == 'a')
                    && recent.stream().filter(event -> event.kind() == 'f').count() >= RecentCalls.ENOUGH;

            assertThat(calls.health().isWell())
                    .as("step %s of %s", step, events)
                    .isEqualTo(well);
            assertThat(calls.health().isReady())
                    .as("step %s of %s", step, events)
                    .isEqualTo(!failing);
        }
    }
}
