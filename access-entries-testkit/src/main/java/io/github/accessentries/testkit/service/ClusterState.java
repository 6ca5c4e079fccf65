package io.github.accessentries.testkit.service;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with its entries and all else that belongs to it. Reads take no lock: every value in here is immutable.
 * Changes are made one after the other, and none once the cluster is deleted.
 */
final class ClusterState {

    /** More entries than this a cluster of EKS cannot have. */
    private static final int QUOTA = 3000;

    private final ConcurrentSkipListMap<String, StoredEntry> entries = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, StoredUpdate> updates = new ConcurrentSkipListMap<>();
    private final Map<ComputeKind, ConcurrentSkipListMap<String, Compute>> computes = Map.of(
            ComputeKind.NODE_GROUP, new ConcurrentSkipListMap<>(),
            ComputeKind.FARGATE_PROFILE, new ConcurrentSkipListMap<>());
    private final CopyOnWriteArrayList<AwsAuthMapping> awsAuth = new CopyOnWriteArrayList<>();
    private final RequestTokens<StoredEntry> entryTokens = new RequestTokens<>();
    private final RequestTokens<StoredUpdate> updateTokens = new RequestTokens<>();
    private final RequestTokens<Compute> computeTokens = new RequestTokens<>();
    private final UnderWay underWay = new UnderWay();
    private final Propagation propagation;
    private volatile Cluster cluster;
    private boolean deleted;
    private int size;

    ClusterState(Cluster cluster, Propagation propagation) {
        this.cluster = cluster;
        this.propagation = propagation;
    }

    Cluster cluster() {
        return cluster;
    }

    NavigableMap<String, StoredEntry> entries() {
        return entries;
    }

    /** To be changed in turn only, by what is passed to {@link #updateOnce} and {@link #begin}. */
    ConcurrentSkipListMap<String, StoredUpdate> updates() {
        return updates;
    }

    /** To be changed in turn only, by what is passed to {@link #createOnce} and {@link #begin}. */
    ConcurrentSkipListMap<String, Compute> computes(ComputeKind kind) {
        return requireNonNull(computes.get(kind));
    }

    /** What EKS has written to the ConfigMap of the cluster, in the order in which it did so. */
    CopyOnWriteArrayList<AwsAuthMapping> awsAuth() {
        return awsAuth;
    }

    Optional<StoredEntry> find(IamArn principal) {
        return Optional.ofNullable(entries.get(principal.toString()));
    }

    StoredEntry require(IamArn principal) {
        return find(principal).orElseThrow(() -> Faults.entryNotFound(cluster.name()));
    }

    void requireApi() {
        if (!cluster.hasApi()) {
            throw Faults.modeWithoutApi(cluster.name());
        }
    }

    private void requireThere() {
        if (deleted) {
            throw Faults.clusterNotFound(cluster.name());
        }
    }

    private void requireChangeable() {
        requireThere();
        requireApi();
    }

    /** An entry that a caller may change; that of Auto Mode's nodes is for EKS alone. */
    private StoredEntry requireChangeable(IamArn principal) {
        requireChangeable();
        StoredEntry entry = require(principal);
        if (principal.equals(cluster.origin().autoNodeRole())) {
            throw UnverifiedFaults.entryOfAutoMode(cluster.name());
        }
        return entry;
    }

    /** Completes what is due by now. */
    void catchUp(Clock clock) {
        if (!underWay.isEmpty()) {
            completeUntil(clock.instant());
        }
    }

    private synchronized void completeUntil(Instant now) {
        underWay.completeUntil(now);
    }

    /** Completes everything that is under way. */
    synchronized void settle(Instant now) {
        underWay.completeAll(now);
    }

    void begin(Instant now, Consumer<Instant> completion) {
        underWay.begin(now, completion);
    }

    synchronized StoredEntry changeOnce(@Nullable String token, Record request, Supplier<StoredEntry> change) {
        requireChangeable();
        return entryTokens.answerOnce(cluster.name(), token, request, change);
    }

    synchronized StoredUpdate updateOnce(UpdateMode request, Supplier<StoredUpdate> change) {
        requireThere();
        return updateTokens.answerOnce(cluster.name(), request.clientRequestToken(), request, change);
    }

    synchronized Compute createOnce(CreateCompute request, Supplier<Compute> change) {
        requireThere();
        return computeTokens.answerOnce(cluster.name(), request.clientRequestToken(), request, change);
    }

    /** Adds the entry that the supplier makes, unless the principal has one or the quota is used up. */
    synchronized StoredEntry insert(IamArn principal, Supplier<StoredEntry> entry) {
        if (find(principal).isPresent()) {
            throw Faults.entryExists(cluster.name());
        }
        StoredEntry made = entry.get();
        if (size >= QUOTA) {
            throw UnverifiedFaults.tooManyEntries(cluster.name(), QUOTA);
        }
        put(made);
        return made;
    }

    /** Adds an entry that EKS makes by itself, whatever mode and quota say; an entry that is there already stays. */
    synchronized void insertOwn(IamArn principal, Supplier<StoredEntry> entry) {
        if (find(principal).isEmpty()) {
            put(entry.get());
        }
    }

    private void put(StoredEntry made) {
        entries.put(made.principal().toString(), made);
        size++;
        propagation.changed(made);
    }

    synchronized StoredEntry replace(IamArn principal, UnaryOperator<StoredEntry> change) {
        StoredEntry changed = change.apply(requireChangeable(principal));
        entries.put(principal.toString(), changed);
        propagation.changed(changed);
        return changed;
    }

    synchronized void remove(IamArn principal) {
        StoredEntry removed = requireChangeable(principal);
        entries.remove(principal.toString());
        size--;
        propagation.removed(removed);
    }

    /** What the cluster itself knows by now, for which it asks by the principal's id. */
    Optional<StoredEntry> entryAtTheCluster(String principalId) {
        return propagation.find(principalId);
    }

    void letInWhatIsDue() {
        propagation.letInWhatIsDue();
    }

    synchronized void replaceCluster(UnaryOperator<Cluster> change) {
        requireThere();
        cluster = change.apply(cluster);
    }

    /** Whatever is still being done to the cluster by then finds it gone. */
    synchronized void delete(Runnable check) {
        requireThere();
        check.run();
        deleted = true;
    }

    Compute requireCompute(ComputeKind kind, String name) {
        Compute compute = computes(kind).get(name);
        if (compute == null) {
            throw UnverifiedClusterFaults.computeNotFound(kind, cluster.name(), name);
        }
        return compute;
    }

    synchronized Compute removeCompute(ComputeKind kind, String name) {
        Compute compute = requireCompute(kind, name);
        computes(kind).remove(name);
        return compute;
    }
}
