package io.github.accessentries.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Function;
import java.util.function.Supplier;

/** Observes each piece of work; what it observes in turn is within it. */
record ObservedMeasure(ObservationRegistry registry, String prefix) implements Measure {

    @Override
    @SuppressWarnings("try") // The scope is closed at the end and not asked for anything.
    public <T> T around(String what, Supplier<T> work, Function<? super T, Outcome> outcome) {
        Observation observation = Observation.start(prefix + what, registry);
        try (Observation.Scope scope = observation.openScope()) {
            T done = work.get();
            take(observation, what, outcome.apply(done));
            return done;
        } catch (RuntimeException | Error e) {
            take(observation, what, Outcome.of(e));
            observation.error(new UnquotedFailure(e));
            throw e;
        } finally {
            observation.stop();
        }
    }

    private static void take(Observation observation, String what, Outcome outcome) {
        observation.lowCardinalityKeyValue(Outcome.RESULT, outcome.result());
        if (!what.equals(Measured.AUTHORIZE)) {
            observation.lowCardinalityKeyValue(Outcome.REASON, outcome.reason());
        }
    }
}
