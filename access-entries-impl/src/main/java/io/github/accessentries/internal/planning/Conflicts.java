package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.ErrorContext;

/** Refuses changes that conflict with the existing entry. */
final class Conflicts {

    private Conflicts() {}

    /** The exception for a conflicting entry, for the caller to throw. */
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
