package io.github.accessentries.testkit.internal.service.update;

import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import java.time.Instant;

/**
 * A change of a cluster's authentication mode, running or done.
 *
 * @param id its id
 * @param mode the new mode
 * @param running whether it is still running
 * @param createdAt when it began
 */
public record StoredUpdate(String id, AccessMode mode, boolean running, Instant createdAt) {

    /** The type that EKS gives to such updates. */
    public static final String TYPE = "AccessConfigUpdate";

    /** The same, completed. */
    public StoredUpdate done() {
        return new StoredUpdate(id, mode, false, createdAt);
    }
}
