package io.github.accessentries.internal.following;

import io.github.accessentries.snapshot.RefreshFailure;

/** Is told of what becomes of followed lists, by whatever thread finds out; must be quick. */
public interface FollowListener {

    /** What the lists hold, or whether they hold it for certain, has changed. */
    void changed();

    /**
     * A list could not be read or watched.
     *
     * @param failure what went wrong
     */
    void failed(RefreshFailure failure);
}
