package io.github.accessentries.testkit.internal.kubernetes;

import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.custom.CustomTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.lifecycle.Controllers;
import io.github.accessentries.testkit.internal.kubernetes.rbac.ClusterRbac;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.List;

/** The objects of one cluster, with those that it has from the start, and whatever moves them. Thread-safe. */
public final class ClusterObjects implements AutoCloseable {

    private final ObjectStore store = new ObjectStore();
    private final ObjectBirth birth;
    private final Controllers controllers;
    private final ClusterRbac rbac;
    private final CustomTypes types;

    /**
     * Lays what a new cluster has.
     *
     * @param facts what is known of it
     */
    public ClusterObjects(ClusterFacts facts) {
        this.birth = new ObjectBirth(facts.clock());
        this.controllers = new Controllers(store, birth, facts.rootCertificate());
        this.rbac = new ClusterRbac(store, birth);
        this.types = new CustomTypes(BuiltInTypes.get(), store);
        controllers.lay(types, List.of());
    }

    /** The objects. */
    public ObjectStore store() {
        return store;
    }

    /** What new objects get. */
    public ObjectBirth birth() {
        return birth;
    }

    /** Makes a namespace with its contents, unless it is there. */
    public void ensureNamespace(String name) {
        controllers.layNamespace(BuiltInTypes.get(), name);
    }

    /** The RBAC objects among them. */
    public ClusterRbac rbac() {
        return rbac;
    }

    /** The kinds that there are. */
    CustomTypes types() {
        return types;
    }

    Controllers controllers() {
        return controllers;
    }

    /** Ends all watches: the cluster is gone. */
    @Override
    public void close() {
        store.close();
    }
}
