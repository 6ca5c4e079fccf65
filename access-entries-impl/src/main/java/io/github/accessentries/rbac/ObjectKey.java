package io.github.accessentries.rbac;

import io.github.accessentries.internal.text.PlainText;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What kind of RBAC object, where, by which name: there is one of each.
 *
 * @param kind the kind
 * @param namespace the namespace, {@code null} for those of the cluster
 * @param name the name
 */
record ObjectKey(String kind, @Nullable String namespace, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::kind)
            .thenComparing(ObjectKey::name)
            .thenComparing(ObjectKey::namespace, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** A map can find one among many of equal hash if they have an order. */
    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    /** For example {@code Role team-a/deployer}. */
    @Override
    public String toString() {
        return PlainText.of(kind + " " + (namespace == null ? "" : namespace + "/") + name);
    }
}
