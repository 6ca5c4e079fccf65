package io.github.accessentries.risk;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.RbacObjects;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a cluster, by what was read of it. Where that is not all, the ClusterRoles of Kubernetes itself count as it makes them,
 * and any other may be there too. Immutable.
 */
final class KnownRoles {

    private final Map<String, RbacRole> ofCluster = new TreeMap<>();
    private final List<RbacRole> clusterRoles;
    private final Map<String, Map<String, RbacRole>> ofNamespaces = new TreeMap<>();
    private final Map<String, Map<String, RbacRole>> byName = new HashMap<>();
    /** The roles of which something could not be read or is filled in by the cluster, as faults name them. */
    private final Set<String> faulty = new HashSet<>();

    private final boolean whole;

    KnownRoles(RbacObjects rbac) {
        // What could not be read may be a role.
        whole = rbac.whole() && rbac.faults().isEmpty();
        for (RbacRole role : rbac.roles()) {
            String namespace = role.namespace();
            if (namespace == null) {
                ofCluster.putIfAbsent(role.name(), role);
            } else {
                ofNamespaces.computeIfAbsent(namespace, each -> new TreeMap<>()).putIfAbsent(role.name(), role);
                byName.computeIfAbsent(role.name(), each -> new TreeMap<>()).putIfAbsent(namespace, role);
            }
        }
        clusterRoles = List.copyOf(ofCluster.values());
        for (String fault : rbac.faults()) {
            int end = fault.indexOf(": ");
            if (end > 0) {
                faulty.add(fault.substring(0, end));
            }
        }
    }

    /** Whether what was not read is not there. */
    boolean areAll() {
        return whole;
    }

    List<RbacRole> of(String namespace) {
        return List.copyOf(ofNamespaces.getOrDefault(namespace, Map.of()).values());
    }

    /** {@code null} for one that is not known. */
    @Nullable
    RbacRole role(String namespace, String name) {
        return ofNamespaces.getOrDefault(namespace, Map.of()).get(name);
    }

    /** The ClusterRoles that were read, by their names. */
    List<RbacRole> clusterRoles() {
        return clusterRoles;
    }

    /** {@code null} for one that is not known. */
    @Nullable
    RbacRole clusterRole(String name) {
        RbacRole read = ofCluster.get(name);
        return read != null || whole
                ? read
                : DefaultAccess.known()
                        .rulesOf(name)
                        .map(rules -> RbacRole.builder().name(name).rules(rules).build())
                        .orElse(null);
    }

    /** The roles of a name that count at a place. */
    List<RbacRole> named(String kind, String name, Where where) {
        if (kind.equals(RbacBinding.CLUSTER_ROLE)) {
            RbacRole role = clusterRole(name);
            return role == null ? List.of() : List.of(role);
        }
        return byName.getOrDefault(name, Map.of()).values().stream()
                .filter(role -> where.includes(role.namespace()))
                .toList();
    }

    /** Whether a ClusterRole counts as Kubernetes makes it, since it was not read. */
    boolean isAssumed(String kind, String name) {
        return kind.equals(RbacBinding.CLUSTER_ROLE) && !ofCluster.containsKey(name) && clusterRole(name) != null;
    }

    /** Whether a role may give more than its rules here say. */
    boolean mayGiveMore(RbacRole role) {
        String namespace = role.namespace();
        return !faulty.isEmpty()
                && faulty.contains(
                        PlainText.of(role.kind() + " " + (namespace == null ? "" : namespace + "/") + role.name()));
    }
}
