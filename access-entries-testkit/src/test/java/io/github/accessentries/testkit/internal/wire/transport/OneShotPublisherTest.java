package io.github.accessentries.testkit.internal.wire.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class OneShotPublisherTest {

    /** Notes its signals, and does something with its subscription whenever bytes come. */
    private static final class Probe implements Subscriber<ByteBuffer> {

        private final List<String> signals = new ArrayList<>();
        private final Consumer<Subscription> onNext;
        private @Nullable Subscription subscription;

        Probe(Consumer<Subscription> onNext) {
            this.onNext = onNext;
        }

        Probe() {
            this(subscription -> {});
        }

        Subscription subscription() {
            return requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            signals.add("subscribed");
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            signals.add(UTF_8.decode(bytes).toString());
            onNext.accept(subscription());
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            signals.add("completed");
        }
    }

    private final OneShotPublisher publisher = new OneShotPublisher("body".getBytes(UTF_8));
    private final Probe probe = new Probe();

    @Test
    void bytes_comeWhenAskedFor_once() {
        publisher.subscribe(probe);
        assertThat(probe.signals).containsExactly("subscribed");

        probe.subscription().request(1);
        probe.subscription().request(Long.MAX_VALUE);

        assertThat(probe.signals).containsExactly("subscribed", "body", "completed");
    }

    @Test
    void demand_whileBytesCome_bringsNothingTwice() {
        Probe greedy = new Probe(subscription -> subscription.request(5));
        publisher.subscribe(greedy);

        greedy.subscription().request(5);

        assertThat(greedy.signals).containsExactly("subscribed", "body", "completed");
    }

    @Test
    void cancelled_beforeDemand_bringsNothing() {
        publisher.subscribe(probe);

        probe.subscription().cancel();
        probe.subscription().request(1);
        probe.subscription().request(-1);

        assertThat(probe.signals).containsExactly("subscribed");
    }

    @Test
    void cancelled_whileBytesCome_doesNotComplete() {
        Probe fickle = new Probe(Subscription::cancel);
        publisher.subscribe(fickle);

        fickle.subscription().request(1);

        assertThat(fickle.signals).containsExactly("subscribed", "body");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void demand_thatIsNotPositive_isAnErrorAndTheEnd(long demand) {
        publisher.subscribe(probe);

        probe.subscription().request(demand);
        probe.subscription().request(1);
        probe.subscription().request(demand);

        assertThat(probe.signals).containsExactly("subscribed", "IllegalArgumentException");
    }

    @Test
    void secondSubscriber_isRefused_andTheFirstStillServed() {
        Probe second = new Probe();
        publisher.subscribe(probe);

        publisher.subscribe(second);
        second.subscription().request(1);
        probe.subscription().request(1);

        assertThat(second.signals).containsExactly("subscribed", "IllegalStateException");
        assertThat(probe.signals).containsExactly("subscribed", "body", "completed");
    }

    @Test
    void emptyBody_completesWithoutDemand() {
        new OneShotPublisher(new byte[0]).subscribe(probe);

        probe.subscription().request(1);

        assertThat(probe.signals).containsExactly("subscribed", "completed");
    }
}
