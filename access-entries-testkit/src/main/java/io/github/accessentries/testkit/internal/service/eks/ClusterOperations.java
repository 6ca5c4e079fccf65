package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterOrigin;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.CreateCluster;
import io.github.accessentries.testkit.internal.service.cluster.Platform;
import io.github.accessentries.testkit.internal.service.cluster.Propagation;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Delays;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.service.tag.TagRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on clusters themselves. */
public final class ClusterOperations {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final OwnEntries ownEntries;
    private final Iam iam;
    private final Clock clock;
    private final Delays delays;
    private final Ids ids;
    private final Duration timeOfChanges;
    private final boolean showsBootstrap;

    ClusterOperations(
            RegionOfAccount place,
            Clusters clusters,
            OwnEntries ownEntries,
            Iam iam,
            Clock clock,
            Delays delays,
            Ids ids,
            EksBehaviour behaviour) {
        this.place = place;
        this.clusters = clusters;
        this.ownEntries = ownEntries;
        this.iam = iam;
        this.clock = clock;
        this.delays = delays;
        this.ids = ids;
        this.timeOfChanges = behaviour.timeOfChanges();
        this.showsBootstrap = behaviour.showsBootstrapFlag();
    }

    /**
     * Makes a cluster that is active at once and has no entries.
     *
     * @param name its name
     * @param mode its authentication mode
     * @param creator who counts as its creator
     * @return the cluster
     */
    public Cluster create(String name, AccessMode mode, StoredPrincipal creator) {
        Clusters.requireValidName(name);
        return clusters.add(
                name,
                () -> stateOf(new Cluster(
                        origin(name, creator, null, null, Settings.NONE),
                        mode,
                        Platform.DEFAULT,
                        Cluster.Status.ACTIVE,
                        Map.of())));
    }

    private ClusterState stateOf(Cluster cluster) {
        return new ClusterState(cluster, new Propagation(clock, delays), timeOfChanges);
    }

    private ClusterOrigin origin(
            String name,
            StoredPrincipal creator,
            @Nullable Boolean bootstrap,
            @Nullable IamArn autoNodeRole,
            Settings settings) {
        String id = ids.clusterId();
        return new ClusterOrigin(
                name,
                place.arn("cluster/" + name),
                id,
                // The address leads nowhere, so that no test reaches somebody else's cluster by it.
                "https://" + id + "." + place.region() + ".eks.invalid",
                "https://oidc.eks." + place.region() + "." + place.domain() + "/id/" + id,
                creator,
                bootstrap,
                autoNodeRole,
                settings,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * CreateCluster. The cluster becomes active after a second.
     *
     * @param request what to make
     * @param creator who asks
     * @return the new cluster, or that of the same request before
     */
    public Cluster create(CreateCluster request, StoredPrincipal creator) {
        Clusters.requireValidName(request.name());
        AccessMode mode = mode(request);
        Platform platform = platform(request);
        Map<String, String> tags = TagRules.onCreate(request.name(), request.tags());
        IamArn role = PrincipalRules.requireOwnRole(request.name(), "roleArn", request.roleArn(), place);
        @Nullable IamArn nodeRole = autoNodeRole(request);
        request.settings().require(request.name(), "resourcesVpcConfig");
        return clusters.createOnce(request, () -> {
            requireKnown(request.name(), role);
            if (nodeRole != null) {
                requireKnown(request.name(), nodeRole);
            }
            ClusterOrigin origin = origin(
                    request.name(), creator, showsBootstrap ? request.bootstrap() : null, nodeRole, request.settings());
            return creating(
                    new Cluster(origin, mode, platform, Cluster.Status.CREATING, tags),
                    !Boolean.FALSE.equals(request.bootstrap()));
        });
    }

    private void requireKnown(String cluster, IamArn role) {
        if (iam.resolve(role).isEmpty()) {
            throw DocumentedClusterFaults.roleNotFound(cluster, role);
        }
    }

    private @Nullable IamArn autoNodeRole(CreateCluster request) {
        if (!request.autoMode() || request.nodeRoleArn() == null) {
            return null;
        }
        return PrincipalRules.requireOwnRole(request.name(), "nodeRoleArn", request.nodeRoleArn(), place);
    }

    private static AccessMode mode(CreateCluster request) {
        String name = request.name();
        AccessMode mode = request.mode() == null
                ? AccessMode.CONFIG_MAP
                : AccessMode.named(request.mode()).orElseThrow(() -> UnverifiedClusterFaults.modeUnknown(name));
        if (!mode.hasApi() && Boolean.FALSE.equals(request.bootstrap())) {
            throw DocumentedClusterFaults.bootstrapNeeded(name);
        }
        if (!mode.hasApi() && request.autoMode()) {
            throw DocumentedClusterFaults.autoModeNeedsApi(name);
        }
        return mode;
    }

    private static Platform platform(CreateCluster request) {
        String version = request.version();
        if (version == null) {
            return Platform.DEFAULT;
        }
        return Platform.withEntries(version)
                .orElseThrow(() -> UnverifiedClusterFaults.versionUnsupported(request.name()));
    }

    private ClusterState creating(Cluster cluster, boolean bootstrap) {
        Instant now = clock.instant();
        ClusterState state = stateOf(cluster);
        if (cluster.hasApi() && bootstrap) {
            ownEntries.addCreator(state, now);
        }
        ownEntries.addAutoNodeRole(state, now);
        state.begin(now, end -> state.replaceCluster(made -> made.withStatus(Cluster.Status.ACTIVE)));
        return state;
    }

    /**
     * DescribeCluster.
     *
     * @param name the name of the cluster
     * @return the cluster
     */
    public Cluster describe(String name) {
        return clusters.require(name).cluster();
    }

    /**
     * ListClusters.
     *
     * @param request which part
     * @return a page of names, in their order
     */
    public Page<String> list(PageRequest request) {
        Page<ClusterState> page = Paging.page("ListClusters " + place, clusters.all(), request);
        return new Page<>(
                page.items().stream().map(state -> state.cluster().name()).toList(), page.nextToken());
    }

    /**
     * DeleteCluster. The cluster is gone at once, with its entries.
     *
     * @param name the name of the cluster
     * @return the cluster as it goes
     */
    public Cluster delete(String name) {
        ClusterState state = clusters.require(name);
        state.delete(() -> requireDeletable(state));
        clusters.remove(name);
        return state.cluster().withStatus(Cluster.Status.DELETING);
    }

    private static void requireDeletable(ClusterState state) {
        Cluster cluster = state.cluster();
        for (ComputeKind kind : ComputeKind.values()) {
            if (!state.computes(kind).all().isEmpty()) {
                throw UnverifiedClusterFaults.hasComputes(cluster.name(), kind);
            }
        }
        if (Boolean.TRUE.equals(cluster.origin().settings().members().get("deletionProtection"))) {
            throw UnverifiedClusterFaults.deletionProtected(cluster.name());
        }
        if (state.cluster().status() == Cluster.Status.CREATING) {
            throw UnverifiedClusterFaults.creationInProgress(state.cluster().name());
        }
        UpdateOperations.requireNoneRunning(state, "DeleteCluster");
    }

    /** The cluster with an id. */
    public Optional<Cluster> withId(String id) {
        return clusters.all().values().stream()
                .map(ClusterState::cluster)
                .filter(cluster -> cluster.origin().id().equals(id))
                .findFirst();
    }

    /**
     * Puts a cluster on another platform, which EKS does by itself over time. Below the minimum a cluster has no access
     * entries, whatever its mode; once it is reached, those it had are back, and EKS adds its own, the creator's first.
     *
     * @param name the name of the cluster
     * @param platform what it runs on from now on
     */
    public void move(String name, Platform platform) {
        ClusterState state = clusters.require(name);
        state.replaceCluster(cluster -> {
            Cluster moved = cluster.withPlatform(platform);
            if (!cluster.hasApi() && moved.hasApi()) {
                ownEntries.addAll(state, clock.instant());
            }
            return moved;
        });
    }

    /**
     * Completes at once whatever is being done to a cluster: its creation, updates, and everything that belongs to it.
     *
     * @param name the name of the cluster
     */
    public void settle(String name) {
        clusters.require(name).settle(clock.instant());
    }

    /**
     * What EKS has written to the {@code aws-auth} ConfigMap of a cluster.
     *
     * @param name the name of the cluster
     * @return the mappings of the roles of nodes, in the order in which they were written
     */
    public List<AwsAuthMapping> awsAuth(String name) {
        return List.copyOf(clusters.require(name).awsAuth());
    }
}
