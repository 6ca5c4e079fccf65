package io.github.accessentries.testkit.internal.kubernetes;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.MetadataRules;
import io.github.accessentries.testkit.internal.kubernetes.admission.NamespaceLifecycle;
import io.github.accessentries.testkit.internal.kubernetes.admission.rbac.EscalationGuard;
import io.github.accessentries.testkit.internal.kubernetes.admission.rbac.RbacAdmission;
import io.github.accessentries.testkit.internal.kubernetes.caller.AuthenticatedGroup;
import io.github.accessentries.testkit.internal.kubernetes.caller.OpenPaths;
import io.github.accessentries.testkit.internal.kubernetes.caller.RequestCallers;
import io.github.accessentries.testkit.internal.kubernetes.caller.ServiceAccountLogin;
import io.github.accessentries.testkit.internal.kubernetes.custom.CustomObjectRules;
import io.github.accessentries.testkit.internal.kubernetes.custom.CustomTypes;
import io.github.accessentries.testkit.internal.kubernetes.custom.DefinitionRules;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.kubernetes.review.Reviews;
import io.github.accessentries.testkit.internal.kubernetes.schema.defaults.Defaults;
import io.github.accessentries.testkit.internal.kubernetes.schema.defaults.StoredData;
import io.github.accessentries.testkit.internal.kubernetes.schema.openapi.OpenApi;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiServer;
import io.github.accessentries.testkit.internal.kubernetes.server.Discovery;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher;
import io.github.accessentries.testkit.internal.kubernetes.server.Documents;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.verb.KindFacts;
import io.github.accessentries.testkit.internal.kubernetes.verb.ObjectEndpoint;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectBodies;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.fault.FaultyHandler;
import io.github.accessentries.testkit.internal.wire.record.Trail;
import io.github.accessentries.testkit.trail.KubernetesCall;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The Kubernetes of one cluster, put together: its objects, and the way to them. Thread-safe. */
public final class ClusterApi {

    private final KubernetesWire wire;
    private final Trail<KubernetesCall> calls = new Trail<>();

    /**
     * Puts the Kubernetes of a cluster together.
     *
     * @param objects what is in it
     * @param authenticator who somebody is
     * @param authorizer what they may do
     * @param facts what is known of the cluster
     * @param surroundings what the fake gives to all clusters
     */
    public ClusterApi(
            ClusterObjects objects,
            Authenticator authenticator,
            Authorizer authorizer,
            ClusterFacts facts,
            Surroundings surroundings) {
        CustomTypes types = objects.types();
        Authenticator logins = new AuthenticatedGroup(authenticator);
        ServiceAccountLogin accounts = new ServiceAccountLogin(facts.tokens(), objects.store());
        Permissions permissions = new Permissions(authorizer);
        KindFacts kinds = KindFacts.of(types);
        List<Admission> admissions = List.of(
                new NamespaceLifecycle(objects.store()),
                new RbacAdmission(new EscalationGuard(objects.rbac()::objects, permissions)),
                new Defaults(),
                new StoredData(),
                new DefinitionRules(objects.store(), facts.clock()),
                new CustomObjectRules(types),
                new MetadataRules());
        ObjectBodies bodies = new ObjectBodies(new ObjectDecoder(kinds.customSchemas()));
        ObjectEndpoint endpoint = new ObjectEndpoint(
                objects.store(),
                objects.birth(),
                admissions,
                objects.controllers().removals(),
                kinds,
                permissions,
                facts.tokens(),
                facts.isThere());
        Map<GroupResource, ApiHandler> unstored =
                Reviews.handlers(bodies::forgotten, accounts, logins, permissions, objects.rbac()::objects);
        unstored.put(new GroupResource("", "bindings"), endpoint.bindings());
        this.wire = new ApiServer(
                new RequestCallers(accounts, logins, permissions, new OpenPaths(facts.kubernetesVersion())),
                permissions,
                surroundings.faulty(new Dispatcher(
                        types,
                        new Documents(
                                new Discovery(types), new OpenApi(types, types::openApi), facts.kubernetesVersion()),
                        unstored,
                        endpoint)),
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

    /** The way in for everybody. */
    public KubernetesWire wire() {
        return wire;
    }
}
