package io.github.accessentries.testkit.service;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with its entries. Reads take no lock: every value in here is immutable. Changes are made one after the
 * other.
 */
final class ClusterState {

    /** More entries than this a cluster of EKS cannot have. */
    private static final int QUOTA = 3000;

    private final ConcurrentSkipListMap<String, StoredEntry> entries = new ConcurrentSkipListMap<>();
    private final RequestTokens tokens = new RequestTokens();
    private final Propagation propagation;
    private volatile Cluster cluster;
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

    Optional<StoredEntry> find(IamArn principal) {
        return Optional.ofNullable(entries.get(principal.toString()));
    }

    StoredEntry require(IamArn principal) {
        return find(principal).orElseThrow(() -> Faults.entryNotFound(cluster.name()));
    }

    void requireApi() {
        if (!cluster.mode().hasApi()) {
            throw Faults.modeWithoutApi(cluster.name());
        }
    }

    synchronized StoredEntry changeOnce(@Nullable String token, Record request, Supplier<StoredEntry> change) {
        requireApi();
        return tokens.answerOnce(cluster.name(), token, request, change);
    }

    /** Adds the entry that the supplier makes, unless the principal has one or the quota is used up. */
    synchronized StoredEntry insert(IamArn principal, Supplier<StoredEntry> entry) {
        if (find(principal).isPresent()) {
            throw Faults.entryExists(cluster.name());
        }
        StoredEntry made = entry.get();
        if (size == QUOTA) {
            throw UnverifiedFaults.tooManyEntries(cluster.name(), QUOTA);
        }
        entries.put(principal.toString(), made);
        size++;
        propagation.changed(made);
        return made;
    }

    synchronized StoredEntry replace(IamArn principal, UnaryOperator<StoredEntry> change) {
        requireApi();
        StoredEntry changed = change.apply(require(principal));
        entries.put(principal.toString(), changed);
        propagation.changed(changed);
        return changed;
    }

    synchronized void remove(IamArn principal) {
        requireApi();
        StoredEntry removed = require(principal);
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
        cluster = change.apply(cluster);
    }
}
