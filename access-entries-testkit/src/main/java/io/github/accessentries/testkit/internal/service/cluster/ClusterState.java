package io.github.accessentries.testkit.internal.service.cluster;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.addon.Addon;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedAddonFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.podidentity.PodIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A cluster with its entries and everything else that belongs to it. Reads take no lock: every value in here is
 * immutable. Changes are made one after the other, and none once the cluster is deleted.
 */
public final class ClusterState {

    private final ClusterEntries entries;
    private final ClusterUpdates updates = new ClusterUpdates();
    private final Map<ComputeKind, NamedResources<Compute>> computes = Map.of(
            ComputeKind.NODE_GROUP, new NamedResources<>(),
            ComputeKind.FARGATE_PROFILE, new NamedResources<>());
    private final NamedResources<Addon> addons = new NamedResources<>();
    private final NamedResources<PodIdentity> podIdentities = new NamedResources<>();
    private final CopyOnWriteArrayList<AwsAuthMapping> awsAuth = new CopyOnWriteArrayList<>();
    private final UnderWay underWay;
    private volatile Cluster cluster;
    private boolean deleted;

    /** Begins the life of a cluster in which whatever takes time takes so long. */
    public ClusterState(Cluster cluster, Propagation propagation, Duration timeOfChanges) {
        this.cluster = cluster;
        this.entries = new ClusterEntries(this, propagation);
        this.underWay = new UnderWay(timeOfChanges);
    }

    /** What the cluster is now. */
    public Cluster cluster() {
        return cluster;
    }

    /** Its access entries. */
    public ClusterEntries entries() {
        return entries;
    }

    /** Its updates, and those of what belongs to it. */
    public ClusterUpdates updates() {
        return updates;
    }

    /** Its node groups or its profiles. */
    public NamedResources<Compute> computes(ComputeKind kind) {
        return requireNonNull(computes.get(kind));
    }

    /** Its add-ons. */
    public NamedResources<Addon> addons() {
        return addons;
    }

    /** The roles of its service accounts, by the ids of the associations. */
    public NamedResources<PodIdentity> podIdentities() {
        return podIdentities;
    }

    /** What EKS has written to the ConfigMap of the cluster, in order. */
    public CopyOnWriteArrayList<AwsAuthMapping> awsAuth() {
        return awsAuth;
    }

    void requireApi() {
        if (!cluster.hasApi()) {
            throw DocumentedFaults.modeWithoutApi(cluster.name());
        }
    }

    private void requireThere() {
        if (deleted) {
            throw DocumentedFaults.clusterNotFound(cluster.name());
        }
    }

    /** Completes what has fallen due. */
    void catchUp(Clock clock) {
        if (!underWay.isEmpty()) {
            completeUntil(clock.instant());
        }
    }

    private synchronized void completeUntil(Instant now) {
        underWay.completeUntil(now);
    }

    /** Completes everything that is under way. */
    public synchronized void settle(Instant now) {
        underWay.completeAll(now);
    }

    /** Starts something that takes a while; the completion receives the time at which it ended. */
    public void begin(Instant now, Consumer<Instant> completion) {
        underWay.begin(now, completion);
    }

    /** Makes a change while nobody else makes one, unless the cluster is deleted. */
    public synchronized <A> A inTurn(Supplier<A> change) {
        requireThere();
        return change.get();
    }

    /** Changes the cluster itself. */
    public synchronized void replaceCluster(UnaryOperator<Cluster> change) {
        requireThere();
        cluster = change.apply(cluster);
    }

    /** Whatever is still being done to the cluster then finds it gone. */
    public synchronized void delete(Runnable check) {
        requireThere();
        check.run();
        deleted = true;
    }

    /** A node group or profile, or the refusal if there is none. */
    public Compute requireCompute(ComputeKind kind, String name) {
        return computes(kind)
                .find(name)
                .orElseThrow(() -> UnverifiedClusterFaults.computeNotFound(kind, cluster.name(), name));
    }

    /** An add-on, or the refusal if there is none. */
    public Addon requireAddon(String name) {
        return addons.find(name).orElseThrow(() -> UnverifiedAddonFaults.addonNotFound(cluster.name(), name));
    }

    /** An association, or the refusal if there is none. */
    public PodIdentity requirePodIdentity(String id) {
        return podIdentities.find(id).orElseThrow(() -> UnverifiedAddonFaults.associationNotFound(cluster.name(), id));
    }
}
