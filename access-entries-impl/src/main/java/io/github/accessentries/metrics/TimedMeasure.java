package io.github.accessentries.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes the time of each piece of work. */
record TimedMeasure(MeterRegistry registry, String prefix) implements Measure {

    @Override
    public <T> T around(String what, Supplier<T> work, Function<? super T, Outcome> outcome) {
        Timer.Sample sample = Timer.start(registry);
        try {
            T done = work.get();
            stop(sample, what, outcome.apply(done));
            return done;
        } catch (RuntimeException | Error e) {
            stop(sample, what, Outcome.of(e));
            throw e;
        }
    }

    private void stop(Timer.Sample sample, String what, Outcome outcome) {
        Tags result = Tags.of(Outcome.RESULT, outcome.result());
        // Not declared as Tags, for which older registries have no method.
        Iterable<Tag> tags = what.equals(Measured.AUTHORIZE) ? result : result.and(Outcome.REASON, outcome.reason());
        sample.stop(registry.timer(prefix + what, tags));
    }
}
