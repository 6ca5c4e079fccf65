package io.github.accessentries.testkit.internal.kubernetes;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiServer;
import io.github.accessentries.testkit.internal.kubernetes.server.BearerTokens;
import io.github.accessentries.testkit.internal.kubernetes.server.Discovery;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher;
import io.github.accessentries.testkit.internal.kubernetes.server.Documents;
import io.github.accessentries.testkit.internal.kubernetes.server.ObjectEndpoint;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.Map;
import java.util.function.Supplier;

/** The Kubernetes of one cluster, put together: its objects, and the way to them. Thread-safe. */
public final class ClusterApi {

    private final ObjectStore store;
    private final KubernetesWire wire;

    /**
     * Puts the Kubernetes of a cluster together.
     *
     * @param store its objects
     * @param authenticator who somebody is
     * @param authorizer what they may do
     * @param kubernetesVersion the cluster's version now, for example {@code 1.33}
     */
    public ClusterApi(
            ObjectStore store,
            Authenticator authenticator,
            Authorizer authorizer,
            Supplier<String> kubernetesVersion) {
        this.store = store;
        ResourceTypes types = BuiltInTypes.get();
        this.wire = new ApiServer(
                new BearerTokens(authenticator),
                new Permissions(authorizer),
                new Dispatcher(
                        types,
                        new Documents(new Discovery(types), kubernetesVersion),
                        Map.of(),
                        new ObjectEndpoint(store)));
    }

    /** The objects. */
    public ObjectStore store() {
        return store;
    }

    /** The way in for everybody. */
    public KubernetesWire wire() {
        return wire;
    }
}
