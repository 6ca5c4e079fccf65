package io.github.accessentries.testkit.internal.kubernetes.admission;

import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;

/**
 * A step between a permitted request and the store: it checks, fills in, or refuses. Steps run one after the other, while
 * nothing else is written; they may read the store. Thread-safe.
 */
@FunctionalInterface
public interface Admission {

    /**
     * Looks at what is to be stored.
     *
     * @param change what is to happen
     * @return the object to be stored; the same where there is nothing to fill in. For a deletion it is not used
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault to refuse
     */
    KubeObject admit(Change change);
}
