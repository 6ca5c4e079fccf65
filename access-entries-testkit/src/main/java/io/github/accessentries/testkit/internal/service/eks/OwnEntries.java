package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AutoMode;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.entry.EntryMaker;
import io.github.accessentries.testkit.internal.service.entry.Scope;
import io.github.accessentries.testkit.internal.service.entry.StoredAssociation;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries that EKS makes by itself. A principal that has an entry already keeps it as it is. */
final class OwnEntries {

    private static final String ADMIN = "AmazonEKSClusterAdminPolicy";
    private static final String AUTO_NODE = "AmazonEKSAutoNodePolicy";
    private static final List<String> AUTO_CLUSTER = List.of(
            "AmazonEKSBlockStorageClusterPolicy",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSComputeClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSLoadBalancingClusterPolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSNetworkingClusterPolicy",
            "AmazonEKSNetworkingPolicy");

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
                        () -> withPolicies(
                                List.of(ADMIN), maker.make(cluster.name(), creator, EntryKind.STANDARD, now)));
    }

    /** Lets the roles of Auto Mode in. Only clusters that have entries can have Auto Mode. */
    void addAutoMode(ClusterState state, Instant now) {
        @Nullable AutoMode roles = state.cluster().autoMode();
        if (roles != null) {
            addOwned(state, roles.clusterRole(), EntryKind.STANDARD, AUTO_CLUSTER, now);
            if (roles.nodeRole() != null) {
                addOwned(state, roles.nodeRole(), EntryKind.EC2, List.of(AUTO_NODE), now);
            }
        }
    }

    private void addOwned(ClusterState state, IamArn arn, EntryKind kind, List<String> policyNames, Instant now) {
        iam.resolve(arn)
                .ifPresent(role -> state.entries()
                        .insertOwn(
                                role.arn(),
                                () -> withPolicies(
                                        policyNames, maker.make(state.cluster().name(), role, kind, now))));
    }

    /** The cluster on another platform; one that then has entries for the first time gets those of EKS. */
    Cluster moved(ClusterState state, Platform platform, Instant now) {
        Cluster moved = state.cluster().withPlatform(platform);
        if (!state.cluster().hasApi() && moved.hasApi()) {
            addAll(state, now);
        }
        return moved;
    }

    private StoredEntry withPolicies(List<String> names, StoredEntry entry) {
        NavigableMap<String, StoredAssociation> associations = new TreeMap<>();
        for (String name : names) {
            String policy = policies.arnOf(name);
            associations.put(
                    policy, new StoredAssociation(policy, Scope.ofCluster(), entry.createdAt(), entry.createdAt()));
        }
        return entry.withAssociations(associations);
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
