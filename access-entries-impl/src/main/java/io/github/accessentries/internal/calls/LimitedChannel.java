package io.github.accessentries.internal.calls;

import io.github.accessentries.RateLimit;
import software.amazon.awssdk.core.exception.AbortedException;

/** Lets each call wait for its turn. */
record LimitedChannel(EksChannel next, RateLimit rateLimit) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        try {
            rateLimit.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted before its turn", e);
        }
        return next.make(call);
    }
}
