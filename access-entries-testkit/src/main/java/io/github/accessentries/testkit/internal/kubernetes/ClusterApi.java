package io.github.accessentries.testkit.internal.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.caller.AuthenticatedGroup;
import io.github.accessentries.testkit.internal.kubernetes.caller.OpenPaths;
import io.github.accessentries.testkit.internal.kubernetes.caller.RequestCallers;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.review.Reviews;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiServer;
import io.github.accessentries.testkit.internal.kubernetes.server.Discovery;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher;
import io.github.accessentries.testkit.internal.kubernetes.server.Documents;
import io.github.accessentries.testkit.internal.kubernetes.server.ObjectEndpoint;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.fault.FaultyHandler;
import io.github.accessentries.testkit.internal.wire.record.Trail;
import io.github.accessentries.testkit.trail.KubernetesCall;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The Kubernetes of one cluster, put together: its objects, and the way to them. Thread-safe. */
public final class ClusterApi {

    private final ObjectStore store;
    private final KubernetesWire wire;
    private final Trail<KubernetesCall> calls = new Trail<>();

    /**
     * Puts the Kubernetes of a cluster together.
     *
     * @param store its objects
     * @param rbac the RBAC objects in it, as the library sees them
     * @param authenticator who somebody is
     * @param authorizer what they may do
     * @param surroundings what the fake gives to all clusters
     * @param kubernetesVersion the cluster's version now, for example {@code 1.33}
     */
    public ClusterApi(
            ObjectStore store,
            Supplier<RbacObjects> rbac,
            Authenticator authenticator,
            Authorizer authorizer,
            Supplier<String> kubernetesVersion,
            Surroundings surroundings) {
        this.store = store;
        ResourceTypes types = BuiltInTypes.get();
        Permissions permissions = new Permissions(authorizer);
        Authenticator logins = new AuthenticatedGroup(authenticator);
        this.wire = new ApiServer(
                new RequestCallers(logins, permissions, new OpenPaths(kubernetesVersion)),
                permissions,
                surroundings.faulty(new Dispatcher(
                        types,
                        new Documents(new Discovery(types), kubernetesVersion),
                        Reviews.handlers(ClusterApi::json, logins, permissions, rbac),
                        new ObjectEndpoint(store))),
                calls,
                surroundings.clock());
    }

    /**
     * What the fake around a cluster gives it.
     *
     * @param clock the time
     * @param faults what goes wrong with calls
     * @param pause how a call waits
     */
    public record Surroundings(Clock clock, FaultScript faults, Consumer<Duration> pause) {

        ApiHandler faulty(ApiHandler handler) {
            return new FaultyHandler(handler, faults, pause);
        }
    }

    /** The calls so far. */
    public Trail<KubernetesCall> calls() {
        return calls;
    }

    private static KubeObject json(ApiRequest request, ResourceType type) {
        try {
            return KubeObject.of(JsonParser.parseString(new String(request.body(), UTF_8))
                    .getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw ApiFaults.badRequest("the body is no " + type.kind() + " in JSON");
        }
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
