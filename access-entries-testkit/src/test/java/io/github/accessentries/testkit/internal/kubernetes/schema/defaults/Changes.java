package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Optional;

/** Changes on their way to the store. */
final class Changes {

    private static final KubernetesUser USER =
            KubernetesUser.builder().username("dev").build();

    private Changes() {}

    static Change creation(ResourceType type, KubeObject object) {
        return new Change(Change.Operation.CREATE, type, "", Optional.empty(), object, USER);
    }

    static Change update(ResourceType type, KubeObject before, KubeObject after) {
        return new Change(Change.Operation.UPDATE, type, "", Optional.of(before), after, USER);
    }
}
