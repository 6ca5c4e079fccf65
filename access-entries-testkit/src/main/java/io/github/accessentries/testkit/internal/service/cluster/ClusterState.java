package io.github.accessentries.testkit.internal.service.cluster;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
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
public final class ClusterState {

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

    /** Begins the life of a cluster. */
    public ClusterState(Cluster cluster, Propagation propagation) {
        this.cluster = cluster;
        this.propagation = propagation;
    }

    /** What the cluster is now. */
    public Cluster cluster() {
        return cluster;
    }

    /** Its entries, by the text of the ARN. */
    public NavigableMap<String, StoredEntry> entries() {
        return entries;
    }

    /** To be changed in turn only, by what is passed to {@link #updateOnce} and {@link #begin}. */
    public ConcurrentSkipListMap<String, StoredUpdate> updates() {
        return updates;
    }

    /** To be changed in turn only, by what is passed to {@link #createOnce} and {@link #begin}. */
    public ConcurrentSkipListMap<String, Compute> computes(ComputeKind kind) {
        return requireNonNull(computes.get(kind));
    }

    /** What EKS has written to the ConfigMap of the cluster, in the order in which it did so. */
    public CopyOnWriteArrayList<AwsAuthMapping> awsAuth() {
        return awsAuth;
    }

    /** The entry of a principal. */
    public Optional<StoredEntry> find(IamArn principal) {
        return Optional.ofNullable(entries.get(principal.toString()));
    }

    /** The entry of a principal, or the refusal for there being none. */
    public StoredEntry require(IamArn principal) {
        return find(principal).orElseThrow(() -> DocumentedFaults.entryNotFound(cluster.name()));
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
    public synchronized void settle(Instant now) {
        underWay.completeAll(now);
    }

    /** Starts what takes a while; the completion is told when it ended. */
    public void begin(Instant now, Consumer<Instant> completion) {
        underWay.begin(now, completion);
    }

    /** Makes a change of entries, unless its token tells that it was made before. */
    public synchronized StoredEntry changeOnce(@Nullable String token, Record request, Supplier<StoredEntry> change) {
        requireChangeable();
        return entryTokens.answerOnce(cluster.name(), token, request, change);
    }

    /** Starts an update, unless its token tells that it was started before. */
    public synchronized StoredUpdate updateOnce(UpdateMode request, Supplier<StoredUpdate> change) {
        requireThere();
        return updateTokens.answerOnce(cluster.name(), request.clientRequestToken(), request, change);
    }

    /** Makes compute, unless its token tells that it was made before. */
    public synchronized Compute createOnce(CreateCompute request, Supplier<Compute> change) {
        requireThere();
        return computeTokens.answerOnce(cluster.name(), request.clientRequestToken(), request, change);
    }

    /** Adds the entry that the supplier makes, unless the principal has one or the quota is used up. */
    public synchronized StoredEntry insert(IamArn principal, Supplier<StoredEntry> entry) {
        if (find(principal).isPresent()) {
            throw DocumentedFaults.entryExists(cluster.name());
        }
        StoredEntry made = entry.get();
        if (size >= QUOTA) {
            throw UnverifiedFaults.tooManyEntries(cluster.name(), QUOTA);
        }
        put(made);
        return made;
    }

    /** Adds an entry that EKS makes by itself, whatever mode and quota say; an entry that is there already stays. */
    public synchronized void insertOwn(IamArn principal, Supplier<StoredEntry> entry) {
        if (find(principal).isEmpty()) {
            put(entry.get());
        }
    }

    private void put(StoredEntry made) {
        entries.put(made.principal().toString(), made);
        size++;
        propagation.changed(made);
    }

    /** Puts another entry in place of that of a principal. */
    public synchronized StoredEntry replace(IamArn principal, UnaryOperator<StoredEntry> change) {
        StoredEntry changed = change.apply(requireChangeable(principal));
        entries.put(principal.toString(), changed);
        propagation.changed(changed);
        return changed;
    }

    /** Takes the entry of a principal away. */
    public synchronized void remove(IamArn principal) {
        StoredEntry removed = requireChangeable(principal);
        entries.remove(principal.toString());
        size--;
        propagation.removed(removed);
    }

    /** What the cluster itself knows by now, for which it asks by the principal's id. */
    public Optional<StoredEntry> entryAtTheCluster(String principalId) {
        return propagation.find(principalId);
    }

    /** Takes note of what has been under way long enough. */
    public void letInWhatIsDue() {
        propagation.letInWhatIsDue();
    }

    /** Changes what the cluster is. */
    public synchronized void replaceCluster(UnaryOperator<Cluster> change) {
        requireThere();
        cluster = change.apply(cluster);
    }

    /** Whatever is still being done to the cluster by then finds it gone. */
    public synchronized void delete(Runnable check) {
        requireThere();
        check.run();
        deleted = true;
    }

    /** A node group or profile, or the refusal for there being none. */
    public Compute requireCompute(ComputeKind kind, String name) {
        Compute compute = computes(kind).get(name);
        if (compute == null) {
            throw UnverifiedClusterFaults.computeNotFound(kind, cluster.name(), name);
        }
        return compute;
    }

    /** Takes a node group or profile away. */
    public synchronized Compute removeCompute(ComputeKind kind, String name) {
        Compute compute = requireCompute(kind, name);
        computes(kind).remove(name);
        return compute;
    }
}
