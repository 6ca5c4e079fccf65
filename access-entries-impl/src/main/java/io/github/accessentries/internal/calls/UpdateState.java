package io.github.accessentries.internal.calls;

import java.util.List;

/**
 * The state of an update of a cluster.
 *
 * @param status as the EKS API spells it, for example {@code InProgress}
 * @param errors what went wrong, each with its code
 */
public record UpdateState(String status, List<String> errors) {

    /**
     * Keeps a copy of the errors.
     *
     * @param status as the EKS API spells it
     * @param errors what went wrong
     */
    public UpdateState {
        errors = List.copyOf(errors);
    }

    /**
     * Whether the update succeeded.
     *
     * @return {@code true} if it has succeeded
     */
    public boolean isSuccessful() {
        return status.equals("Successful");
    }

    /**
     * Whether the update failed.
     *
     * @return {@code true} if it failed or was cancelled
     */
    public boolean isOver() {
        return status.equals("Failed") || status.equals("Cancelled");
    }
}
