package io.github.accessentries.plan;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;

/** Nothing was done, since the cluster is no longer as it was when the plan was made. Plan again, and read it again. */
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
