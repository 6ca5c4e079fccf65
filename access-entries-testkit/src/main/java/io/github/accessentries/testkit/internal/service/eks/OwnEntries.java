package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.entry.EntryMaker;
import io.github.accessentries.testkit.internal.service.entry.Scope;
import io.github.accessentries.testkit.internal.service.entry.StoredAssociation;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The entries that EKS makes by itself. A principal that has an entry already keeps it as it is. */
final class OwnEntries {

    private static final String ADMIN = "AmazonEKSClusterAdminPolicy";
    private static final String AUTO_NODE = "AmazonEKSAutoNodePolicy";

    private final EntryMaker maker;
    private final PolicyOperations policies;
    private final Iam iam;

    OwnEntries(EntryMaker maker, PolicyOperations policies, Iam iam) {
        this.maker = maker;
        this.policies = policies;
        this.iam = iam;
    }

    /** Makes who created the cluster its administrator. */
    void addCreator(ClusterState state, Instant now) {
        Cluster cluster = state.cluster();
        StoredPrincipal creator = cluster.origin().creator();
        state.entries()
                .insertOwn(
                        creator.arn(),
                        () -> withPolicy(ADMIN, maker.make(cluster.name(), creator, EntryKind.STANDARD, now)));
    }

    /** Lets the nodes of Auto Mode in, if a role for them was named. Only clusters that have entries can have Auto Mode. */
    void addAutoNodeRole(ClusterState state, Instant now) {
        Cluster cluster = state.cluster();
        Optional.ofNullable(cluster.origin().autoNodeRole())
                .flatMap(iam::resolve)
                .ifPresent(role -> state.entries()
                        .insertOwn(
                                role.arn(),
                                () -> withPolicy(AUTO_NODE, maker.make(cluster.name(), role, EntryKind.EC2, now))));
    }

    private StoredEntry withPolicy(String name, StoredEntry entry) {
        String policy = policies.arnOf(name);
        return entry.withAssociations(new TreeMap<>(Map.of(
                policy, new StoredAssociation(policy, Scope.ofCluster(), entry.createdAt(), entry.createdAt()))));
    }

    /** Lets the nodes of a node group or the pods of a profile in, if its role is still there. */
    void addRole(ClusterState state, Compute compute, Instant now) {
        iam.resolve(compute.role())
                .ifPresent(role -> state.entries()
                        .insertOwn(
                                role.arn(), () -> maker.make(state.cluster().name(), role, compute.entryKind(), now)));
    }

    /** What a cluster without access entries gets when it first has them. */
    void addAll(ClusterState state, Instant now) {
        addCreator(state, now);
        for (ComputeKind kind : ComputeKind.values()) {
            state.computes(kind).all().values().forEach(compute -> addRole(state, compute, now));
        }
    }
}
