package io.github.accessentries.plan;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;

/**
 * The cluster has changed since the plan was made, or the plan that is made now is not the one that was reviewed, so nothing was
 * done. Plan again and review the new plan.
 */
public final class StalePlanException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was refused, why, and what to do about it
     * @param cluster the cluster's name
     */
    public StalePlanException(String message, String cluster) {
        super(message, ErrorContext.builder().cluster(cluster).build(), null);
    }
}
