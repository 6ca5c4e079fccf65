package io.github.accessentries.internal.calls;

import io.github.accessentries.RateLimit;
import software.amazon.awssdk.core.exception.AbortedException;

/** Makes each call wait until the rate limit lets it go. */
record LimitedChannel(EksChannel next, RateLimit rateLimit) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        try {
            rateLimit.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while waiting for the rate limit", e);
        }
        return next.make(call);
    }
}
