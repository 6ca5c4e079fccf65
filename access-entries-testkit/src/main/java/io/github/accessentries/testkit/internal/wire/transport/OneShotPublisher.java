package io.github.accessentries.testkit.internal.wire.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Hands bytes that are there already to one subscriber, in one piece, on the thread that asks for it. That of the SDK
 * is not part of its public API.
 */
final class OneShotPublisher implements Publisher<ByteBuffer> {

    private enum State {
        WAITING,
        EMITTING,
        ENDED
    }

    private final byte[] content;
    private final AtomicBoolean taken = new AtomicBoolean();

    OneShotPublisher(byte[] content) {
        this.content = content;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        Emission emission = new Emission(subscriber);
        boolean first = taken.compareAndSet(false, true);
        subscriber.onSubscribe(emission);
        if (!first) {
            emission.fail(new IllegalStateException("The body was handed out already; it can be read once"));
        } else if (content.length == 0) {
            emission.complete(State.WAITING);
        }
    }

    private final class Emission implements Subscription {

        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        Emission(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                fail(new IllegalArgumentException("Demand must be positive, not " + count));
            } else if (content.length > 0 && state.compareAndSet(State.WAITING, State.EMITTING)) {
                subscriber.onNext(ByteBuffer.wrap(content).asReadOnlyBuffer());
                complete(State.EMITTING);
            }
        }

        void complete(State expected) {
            if (state.compareAndSet(expected, State.ENDED)) {
                subscriber.onComplete();
            }
        }

        void fail(RuntimeException reason) {
            if (state.getAndSet(State.ENDED) != State.ENDED) {
                subscriber.onError(reason);
            }
        }

        @Override
        public void cancel() {
            state.set(State.ENDED);
        }
    }
}
