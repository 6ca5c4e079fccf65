package io.github.accessentries.internal.calls;

import java.util.List;

/**
 * How far an update of a cluster is.
 *
 * @param status in the words of the EKS API, for example {@code InProgress}
 * @param errors what went wrong, each with its code
 */
public record UpdateState(String status, List<String> errors) {

    /**
     * Keeps a copy of the errors.
     *
     * @param status in the words of the EKS API
     * @param errors what went wrong
     */
    public UpdateState {
        errors = List.copyOf(errors);
    }

    /**
     * Whether it is done.
     *
     * @return {@code true} if it ended well
     */
    public boolean isSuccessful() {
        return status.equals("Successful");
    }

    /**
     * Whether it will never be done.
     *
     * @return {@code true} if it failed or was cancelled
     */
    public boolean isOver() {
        return status.equals("Failed") || status.equals("Cancelled");
    }
}
