package io.github.accessentries.testkit.service;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The clusters of one account in one region. */
final class Clusters {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");

    private final ConcurrentSkipListMap<String, ClusterState> byName = new ConcurrentSkipListMap<>();

    static void requireValidName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Faults.clusterNameInvalid(name);
        }
    }

    NavigableMap<String, ClusterState> all() {
        return byName;
    }

    void add(ClusterState cluster) {
        String name = cluster.cluster().name();
        if (byName.putIfAbsent(name, cluster) != null) {
            throw UnverifiedFaults.clusterExists(name);
        }
    }

    Optional<ClusterState> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    ClusterState require(String name) {
        requireValidName(name);
        return find(name).orElseThrow(() -> Faults.clusterNotFound(name));
    }

    /** A cluster whose entries can be read. */
    ClusterState requireWithApi(String name) {
        ClusterState state = require(name);
        state.requireApi();
        return state;
    }
}
