package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterEndpoints;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.EntryMaker;
import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.iam.Delays;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.version.VersionOperations;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Supplier;

/** EKS as one account sees it in one region. Thread-safe. */
public final class EksService {

    private final ClusterOperations clusterOperations;
    private final UpdateOperations updates;
    private final UpdateQueries updateQueries;
    private final ComputeOperations computes;
    private final NodeGroupUpdates nodeGroupUpdates;
    private final AddonOperations addons;
    private final PodIdentityOperations podIdentities;
    private final EntryOperations entries;
    private final AssociationOperations associations;
    private final PolicyOperations policies;
    private final VersionOperations versions;
    private final TagOperations tags;
    private final CallPermissions permissions;
    private final ClusterSide clusterSide;
    private final ClusterEndpoints endpoints;
    private final AuthorityOperations authorities;

    /** Makes the service of one account in one region, without clusters. */
    public EksService(
            RegionOfAccount place,
            Supplier<? extends Collection<OfferedPolicy>> offered,
            EksBehaviour behaviour,
            Iam iam,
            Clock clock,
            Delays delays,
            Ids ids,
            ClusterEndpoints endpoints) {
        this.endpoints = endpoints;
        Clusters clusters = new Clusters(clock);
        EntryMaker maker = new EntryMaker(place, ids);
        this.policies = new PolicyOperations(place.partition(), offered);
        PrincipalRules principals = new PrincipalRules(behaviour);
        OwnEntries own = new OwnEntries(maker, policies, iam);
        Roles roles = new Roles(place, iam);
        Updates running = new Updates(clock, ids);
        ClusterCreation creation = new ClusterCreation(place, clusters, own, roles, clock, delays, ids, behaviour);
        this.clusterOperations = new ClusterOperations(place, clusters, creation, own, clock);
        this.updates = new UpdateOperations(clusters, own, roles, running);
        this.updateQueries = new UpdateQueries(clusters, endpoints);
        this.computes = new ComputeOperations(place, clusters, own, roles, clock, ids);
        this.nodeGroupUpdates = new NodeGroupUpdates(clusters, running);
        this.podIdentities = new PodIdentityOperations(place, clusters, roles, clock, ids);
        this.addons = new AddonOperations(place, clusters, roles, podIdentities, running, clock, ids);
        this.entries = new EntryOperations(place, clusters, iam, clock, maker, principals, behaviour);
        this.associations = new AssociationOperations(clusters, policies, clock, principals, behaviour);
        this.versions = new VersionOperations(place.partition(), clock);
        this.tags = new TagOperations(place, clusters);
        this.permissions = new CallPermissions(place, clusters, iam.denials(), principals);
        this.clusterSide = new ClusterSide(clusters);
        this.authorities = new AuthorityOperations(clusters, endpoints, clock, ids);
    }

    /**
     * The clusters.
     *
     * @return their operations
     */
    public ClusterOperations clusters() {
        return clusterOperations;
    }

    /** What changes clusters. */
    public UpdateOperations updates() {
        return updates;
    }

    /** What follows updates. */
    public UpdateQueries updateQueries() {
        return updateQueries;
    }

    /** What changes node groups. */
    public NodeGroupUpdates nodeGroupUpdates() {
        return nodeGroupUpdates;
    }

    /** The add-ons. */
    public AddonOperations addons() {
        return addons;
    }

    /** What there is to choose from. */
    public VersionOperations versions() {
        return versions;
    }

    /** The roles of service accounts. */
    public PodIdentityOperations podIdentities() {
        return podIdentities;
    }

    /**
     * The managed node groups and Fargate profiles.
     *
     * @return their operations
     */
    public ComputeOperations computes() {
        return computes;
    }

    /**
     * The access entries.
     *
     * @return their operations
     */
    public EntryOperations entries() {
        return entries;
    }

    /**
     * The access policies that entries have.
     *
     * @return their operations
     */
    public AssociationOperations associations() {
        return associations;
    }

    /**
     * The access policies on offer.
     *
     * @return their operations
     */
    public PolicyOperations policies() {
        return policies;
    }

    /**
     * The tags of everything that has some.
     *
     * @return their operations
     */
    public TagOperations tags() {
        return tags;
    }

    /**
     * The permissions of callers.
     *
     * @return the permissions, to be asked before each operation
     */
    public CallPermissions permissions() {
        return permissions;
    }

    /**
     * The certificate authorities of clusters.
     *
     * @return their operations
     */
    public AuthorityOperations authorities() {
        return authorities;
    }

    /**
     * Where clients reach the clusters.
     *
     * @return the addresses, and the certificates there
     */
    public ClusterEndpoints endpoints() {
        return endpoints;
    }

    /**
     * What the clusters themselves know, as opposed to what the operations show.
     *
     * @return the cluster's side
     */
    public ClusterSide clusterSide() {
        return clusterSide;
    }
}
