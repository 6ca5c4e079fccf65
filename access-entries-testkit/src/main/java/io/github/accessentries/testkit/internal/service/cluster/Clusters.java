package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The clusters of one account in one region. Whoever looks one up finds it in its present state. */
public final class Clusters {

    /** An account cannot have more clusters than this in a region, unless AWS raises the quota. */
    private static final int QUOTA = 100;

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");

    private final ConcurrentSkipListMap<String, ClusterState> byName = new ConcurrentSkipListMap<>();
    private final RequestTokens<Cluster> tokens = new RequestTokens<>();
    private final Clock clock;

    /** Starts without clusters. */
    public Clusters(Clock clock) {
        this.clock = clock;
    }

    /** Refuses what cannot be the name of a cluster. */
    public static void requireValidName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw DocumentedFaults.clusterNameInvalid(name);
        }
    }

    /** All clusters by name, as they are now. */
    public NavigableMap<String, ClusterState> all() {
        return byName;
    }

    /** Makes a cluster, unless its token shows that it was made before. */
    public synchronized Cluster createOnce(CreateCluster request, Supplier<ClusterState> cluster) {
        return tokens.answerOnce(
                request.name(), request.clientRequestToken(), request, () -> add(request.name(), cluster));
    }

    /** Adds the cluster that the supplier makes, unless there is one of that name or the quota is used up. */
    public synchronized Cluster add(String name, Supplier<ClusterState> cluster) {
        if (byName.containsKey(name)) {
            throw UnverifiedFaults.clusterExists(name);
        }
        if (byName.size() >= QUOTA) {
            throw UnverifiedClusterFaults.tooManyClusters(name, QUOTA);
        }
        ClusterState state = cluster.get();
        byName.put(name, state);
        return state.cluster();
    }

    /** Removes a cluster. */
    public void remove(String name) {
        byName.remove(name);
    }

    /** A cluster, if it exists. */
    public Optional<ClusterState> find(String name) {
        Optional<ClusterState> state = Optional.ofNullable(byName.get(name));
        state.ifPresent(found -> found.catchUp(clock));
        return state;
    }

    /** A cluster, or the refusal if there is none. */
    public ClusterState require(String name) {
        requireValidName(name);
        return find(name).orElseThrow(() -> DocumentedFaults.clusterNotFound(name));
    }

    /** A cluster whose entries can be read. */
    public ClusterState requireWithApi(String name) {
        ClusterState state = require(name);
        state.requireApi();
        return state;
    }
}
