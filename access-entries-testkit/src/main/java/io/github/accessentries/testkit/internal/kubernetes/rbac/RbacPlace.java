package io.github.accessentries.testkit.internal.kubernetes.rbac;

import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;

/**
 * Where an RBAC object is among all of them: a name alone is not enough, since each namespace may have a role of that name.
 *
 * @param kind its kind
 * @param key its namespace and name
 */
record RbacPlace(RbacKind kind, ObjectKey key) implements Comparable<RbacPlace> {

    /** The place of an object of one of the four kinds. */
    static RbacPlace of(KubeObject object) {
        return new RbacPlace(RbacKind.ofKind(object.kind()).orElseThrow(), object.key());
    }

    @Override
    public int compareTo(RbacPlace other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : key.compareTo(other.key);
    }
}
