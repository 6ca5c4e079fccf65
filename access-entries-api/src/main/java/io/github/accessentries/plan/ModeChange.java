package io.github.accessentries.plan;

import io.github.accessentries.AuthenticationMode;
import java.util.List;

/**
 * A change of a cluster's authentication mode by one step, made now or found to be in place already.
 *
 * @param before the mode before
 * @param after the mode now
 * @param signedOff the findings that were signed off
 */
public record ModeChange(AuthenticationMode before, AuthenticationMode after, List<Finding> signedOff) {

    /**
     * Keeps a copy of the findings.
     *
     * @param before the mode before
     * @param after the mode now
     * @param signedOff the findings that were signed off
     */
    public ModeChange {
        signedOff = List.copyOf(signedOff);
    }

    /**
     * Whether the mode was changed.
     *
     * @return {@code false} if the cluster already used access entries in the way that was asked for
     */
    public boolean isChanged() {
        return before != after;
    }
}
