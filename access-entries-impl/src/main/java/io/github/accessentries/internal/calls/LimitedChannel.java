package io.github.accessentries.internal.calls;

import io.github.accessentries.RateLimit;
import io.github.accessentries.UnavailableException;

/** Makes each call wait until the rate limit lets it go. */
record LimitedChannel(EksChannel next, RateLimit rateLimit) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        try {
            rateLimit.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Could not " + call.action()
                            + ": the call was interrupted while it waited for its turn in the rate limit, so nothing was"
                            + " asked; ask again",
                    call.about(),
                    e);
        }
        return next.make(call);
    }
}
