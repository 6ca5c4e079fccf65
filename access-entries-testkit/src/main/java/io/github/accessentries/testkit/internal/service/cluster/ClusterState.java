package io.github.accessentries.testkit.internal.service.cluster;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import java.time.Clock;
import java.time.Duration;
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
 * A cluster with its entries and everything else that belongs to it. Reads take no lock: every value in here is
 * immutable. Changes are made one after the other, and none once the cluster is deleted.
 */
public final class ClusterState {

    /** A cluster of EKS cannot have more entries than this. */
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
    private final UnderWay underWay;
    private final Propagation propagation;
    private volatile Cluster cluster;
    private boolean deleted;
    private int size;

    /** Begins the life of a cluster in which whatever takes time takes so long. */
    public ClusterState(Cluster cluster, Propagation propagation, Duration timeOfChanges) {
        this.cluster = cluster;
        this.propagation = propagation;
        this.underWay = new UnderWay(timeOfChanges);
    }

    /** What the cluster is now. */
    public Cluster cluster() {
        return cluster;
    }

    /** Its entries, by the text of the ARN. */
    public NavigableMap<String, StoredEntry> entries() {
        return entries;
    }

    /** Only to be changed in turn, by what is passed to {@link #updateOnce} and {@link #begin}. */
    public ConcurrentSkipListMap<String, StoredUpdate> updates() {
        return updates;
    }

    /** Only to be changed in turn, by what is passed to {@link #createOnce} and {@link #begin}. */
    public ConcurrentSkipListMap<String, Compute> computes(ComputeKind kind) {
        return requireNonNull(computes.get(kind));
    }

    /** What EKS has written to the ConfigMap of the cluster, in order. */
    public CopyOnWriteArrayList<AwsAuthMapping> awsAuth() {
        return awsAuth;
    }

    /** The entry of a principal. */
    public Optional<StoredEntry> find(IamArn principal) {
        return Optional.ofNullable(entries.get(principal.toString()));
    }

    /** The entry of a principal, or the refusal if there is none. */
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

    /** An entry that a caller may change; only EKS may change that of Auto Mode's nodes. */
    private StoredEntry requireChangeable(IamArn principal) {
        requireChangeable();
        StoredEntry entry = require(principal);
        if (principal.equals(cluster.origin().autoNodeRole())) {
            throw UnverifiedFaults.entryOfAutoMode(cluster.name());
        }
        return entry;
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

    /** Makes a change of entries, unless its token shows that it was made before. */
    public synchronized StoredEntry changeOnce(@Nullable String token, Record request, Supplier<StoredEntry> change) {
        requireChangeable();
        return entryTokens.answerOnce(cluster.name(), token, request, change);
    }

    /** Starts an update, unless its token shows that it was started before. */
    public synchronized StoredUpdate updateOnce(UpdateMode request, Supplier<StoredUpdate> change) {
        requireThere();
        return updateTokens.answerOnce(cluster.name(), request.clientRequestToken(), request, change);
    }

    /** Makes compute, unless its token shows that it was made before. */
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

    /** Adds an entry that EKS makes by itself, whatever the mode and the quota; an existing entry stays. */
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

    /** Replaces the entry of a principal. */
    public synchronized StoredEntry replace(IamArn principal, UnaryOperator<StoredEntry> change) {
        StoredEntry changed = change.apply(requireChangeable(principal));
        entries.put(principal.toString(), changed);
        propagation.changed(changed);
        return changed;
    }

    /** Removes the entry of a principal. */
    public synchronized void remove(IamArn principal) {
        StoredEntry removed = requireChangeable(principal);
        entries.remove(principal.toString());
        size--;
        propagation.removed(removed);
    }

    /** The entry that the cluster itself knows by now, by the principal's id. */
    public Optional<StoredEntry> entryAtTheCluster(String principalId) {
        return propagation.find(principalId);
    }

    /** Lets arrive whatever has been under way long enough. */
    public void letInWhatIsDue() {
        propagation.letInWhatIsDue();
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
        Compute compute = computes(kind).get(name);
        if (compute == null) {
            throw UnverifiedClusterFaults.computeNotFound(kind, cluster.name(), name);
        }
        return compute;
    }

    /** Removes a node group or profile. */
    public synchronized Compute removeCompute(ComputeKind kind, String name) {
        Compute compute = requireCompute(kind, name);
        computes(kind).remove(name);
        return compute;
    }
}
