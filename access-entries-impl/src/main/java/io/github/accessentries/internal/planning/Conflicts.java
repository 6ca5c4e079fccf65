package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.ErrorContext;

/** Refuses changes that the entry there is stands against. */
final class Conflicts {

    private Conflicts() {}

    /** The exception for an entry that stands in the way; the caller throws it. */
    static AccessConflictException with(AccessEntry present, String reason) {
        return new AccessConflictException(
                "Could not change the access entry of " + present.principal() + " on cluster " + present.cluster()
                        + ": " + reason,
                ErrorContext.builder()
                        .cluster(present.cluster())
                        .principal(present.principal())
                        .build(),
                null);
    }
}
