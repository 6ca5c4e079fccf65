package io.github.accessentries.rbac;

import io.github.accessentries.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What kind of RBAC object, where, by which name: there is one of each.
 *
 * @param kind the kind
 * @param namespace the namespace, {@code null} for those of the cluster
 * @param name the name
 */
record ObjectKey(String kind, @Nullable String namespace, String name) {

    /** For example {@code Role team-a/deployer}. */
    @Override
    public String toString() {
        return PlainText.of(kind + " " + (namespace == null ? "" : namespace + "/") + name);
    }
}
