package io.github.accessentries.testkit.internal.service.update;

import java.time.Instant;
import java.util.List;

/**
 * A change that takes a while, running or done.
 *
 * @param id its id
 * @param owner what it changes
 * @param type as EKS calls it, for example {@code VersionUpdate}
 * @param parameters what it changes there
 * @param running whether it is still running
 * @param createdAt when it began
 */
public record StoredUpdate(
        String id,
        UpdateOwner owner,
        String type,
        List<UpdateParameter> parameters,
        boolean running,
        Instant createdAt) {

    /**
     * Copies the parameters.
     *
     * @param id its id
     * @param owner what it changes
     * @param type as EKS calls it
     * @param parameters what it changes there
     * @param running whether it is still running
     * @param createdAt when it began
     */
    public StoredUpdate {
        parameters = List.copyOf(parameters);
    }

    /** The same, completed. */
    public StoredUpdate done() {
        return new StoredUpdate(id, owner, type, parameters, false, createdAt);
    }
}
