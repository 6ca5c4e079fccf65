package io.github.accessentries.plan;

import io.github.accessentries.AuthenticationMode;
import java.util.List;

/**
 * A step of a cluster's authentication mode, taken or found to be taken already.
 *
 * @param before the mode that the cluster had
 * @param after the mode that it has now
 * @param signedOff the dangers that were found and signed off
 */
public record ModeChange(AuthenticationMode before, AuthenticationMode after, List<Finding> signedOff) {

    /**
     * Keeps a copy of the findings.
     *
     * @param before the mode that the cluster had
     * @param after the mode that it has now
     * @param signedOff the dangers that were found and signed off
     */
    public ModeChange {
        signedOff = List.copyOf(signedOff);
    }

    /**
     * Whether something was done.
     *
     * @return {@code false} if the cluster had such a mode already
     */
    public boolean isChanged() {
        return before != after;
    }
}
