package io.github.accessentries.testkit.internal.kubernetes.admission;

import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;

/** Checks names, labels, annotations and all else that every object has. */
public final class MetadataRules implements Admission {

    @Override
    public KubeObject admit(Change change) {
        if (change.operation() != Change.Operation.DELETE) {
            MetadataFaults.require(change.type(), change.after());
            change.before().ifPresent(before -> ObjectChange.require(change.type(), before, change.after()));
        }
        return change.after();
    }
}
