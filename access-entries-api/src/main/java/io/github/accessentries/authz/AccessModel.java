package io.github.accessentries.authz;

import io.github.accessentries.AccessEntry;
import java.util.List;

/**
 * What grants access on one cluster, at one moment, compiled for quick answers. Immutable, and safe to share between
 * threads.
 */
public interface AccessModel {

    /**
     * The access entries that this model was made of.
     *
     * @return the entries
     */
    List<AccessEntry> entries();

    /**
     * Who answers questions about this model.
     *
     * @return the authorizer, always the same one
     */
    Authorizer authorizer();
}
